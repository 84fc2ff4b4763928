"""A page of given rows, taken apart, and the browser that it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.gradebook import Policy, standings
from grader.gradebook.page import About, Run, page_html
from tests.grader.gradebook.page.browser import Browser, found
from tests.grader.gradebook.page.parts import Parts, parts

RUN = Run(
    "5a17", "0.1.0", "A", "2026-11-22T18:00:00+01:00", {"layers/dense": {"seconds": 5.0, "memory_mb": 512}}
)  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a page of these rows."""

    def writing(rows, overrides=(), run=RUN, **about):
        path, chosen = tmp_path / "page.html", standings(rows, Policy(), {each.key: each for each in overrides})
        with page_html(path, chosen.summary, About(run, **about)) as sink:
            for standing in chosen:
                sink(standing)
        return path

    return writing


@pytest.fixture
def page(write) -> Callable[..., Parts]:
    """The same, read back."""
    return lambda rows, **more: parts(write(rows, **more).read_text("utf-8"))


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Chromium, with nothing in it that was there before."""
    return Browser(found(), tmp_path / "profile")
