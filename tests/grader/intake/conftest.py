"""What most of these tests need: exercises to gather for, and files to hand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.catalog import Catalog
from grader.intake import gather


@pytest.fixture(scope="session")
def conv2d():
    return Catalog().get("cnn/conv2d")


@pytest.fixture
def gathered(dense, tmp_path):
    """What is gathered from `tmp_path / "in"`, or from what is named there, for `layers/dense` and others."""

    def run(*names, others=(), roster=None):
        paths = [tmp_path / "in" / name for name in names] or [tmp_path / "in"]
        return list(gather(paths, (dense, *others), roster))

    return run


@pytest.fixture
def put(tmp_path):
    """Write a file below `tmp_path / "in"`."""

    def write(name: str, content: str | bytes) -> Path:
        file = tmp_path / "in" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write
