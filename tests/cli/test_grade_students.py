"""`grade` in the folder where one stands: the run's own files are nobody's, and nobody is without a name."""

from __future__ import annotations

import pytest

from grader.batch import process
from tests.cli.test_grade import DENSE, OBEDIENT, rows


@pytest.fixture
def here(tmp_path, monkeypatch, home):
    """The folder where one stands, with a file for each path."""
    monkeypatch.setattr(process, "START", OBEDIENT)

    def made(*names: str, inside: str = "hw"):
        for name in names:
            file = tmp_path / inside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("def dense_forward(): ...\n", "utf-8")
        monkeypatch.chdir(tmp_path / inside)
        return tmp_path / inside

    return made


@pytest.mark.parametrize("out", [(), ("--out", "grades"), ("--out", "."), ("--out", "deep/er")])
@pytest.mark.parametrize("path", [".", "../hw"])
def test_what_a_run_writes_is_nobodys(run, here, out, path) -> None:
    folder = here("ann/dense.py", "bob/dense.py")
    for _ in range(2):
        assert run("grade", path, *DENSE, *out).code == 0
    assert sorted(row["student"] for row in rows(folder / (out[1] if out else "grades"))) == ["ann", "bob"]


def test_one_file_in_the_folder_where_one_stands_is_of_whom_the_folder_is_called_for(run, here) -> None:
    folder = here("dense.py", inside="eve")
    assert run("grade", ".", *DENSE).code == 0
    assert [row["student"] for row in rows(folder / "grades")] == ["eve"]
