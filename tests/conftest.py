"""For all tests: linear algebra on one thread, as in the program; a worker more than cores; one warm cache."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

for library in ("OPENBLAS", "OMP", "MKL"):  # before anything imports NumPy, which asks once
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

LONGEST = ("test_class.py", "test_wheel.py", "test_grade_thousands.py")
"""Each has a test, or a preparation for all of its tests, of ten seconds and more."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever would begin one of them last would be waited for."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """A third of the time a test waits: for a screen, a process, a time limit."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with everything of ours in it, to be read or copied: compiling that takes longer than most tests."""
    from quiz.paths import find_paths  # noqa: PLC0415 (most of the tests need nothing of the app)
    from quiz.search.finder import shelve  # noqa: PLC0415
    from quiz.session import open_session  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("compiled")
    with closing(open_session(find_paths({"GRADLINGS_HOME": str(folder)}))) as session:
        shelve(session)
    return folder / ".cache"
