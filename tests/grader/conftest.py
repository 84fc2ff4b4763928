"""One grader for all tests of a session: it starts a fresh process for every submission anyway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exercises.catalog import Catalog, Exercise
from grader import Grader


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    with Grader(keep_ready=True) as grader:
        yield grader


@pytest.fixture(scope="session")
def dense() -> Exercise:
    return Catalog().get("layers/dense")
