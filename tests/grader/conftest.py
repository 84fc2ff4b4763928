"""One grader for all tests of a session: it starts a fresh process for every submission anyway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader import Grader


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    with Grader(keep_ready=True) as grader:
        yield grader
