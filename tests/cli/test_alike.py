"""What `grade` says of files that are alike: the table, the folders of `--against`, and what it does not say."""

from __future__ import annotations

import csv
import random

import pytest

from exercises.catalog import Catalog
from grader.batch import process
from tests.cli.test_grade import OBEDIENT
from tests.grader.similar.corpus import parts, renamed, written

LSTM = ("--exercise", "sequence/lstm")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """A term, and the one before it, of which somebody has a file."""
    monkeypatch.setattr(process, "START", OBEDIENT)
    rng = random.Random(7)
    files = {name: written(parts(rng), rng) for name in ("ann", "bob", "=cho", "old")}
    for folder in ("now", "spring"):
        (tmp_path / folder).mkdir()
    for name in ("ann", "bob", "=cho"):
        (tmp_path / "now" / f"{name}.py").write_text(files[name], encoding="utf-8")
    (tmp_path / "now" / "=dee.py").write_text(renamed(files["old"], rng), encoding="utf-8")
    (tmp_path / "spring" / "zoe.py").write_text(files["old"], encoding="utf-8")
    return tmp_path


def table(folder) -> list[dict[str, str]]:
    with (folder / "grades" / "similar.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_pairs_are_a_table_and_nobodys_points(run, folders):
    ran = run("grade", "now", *LSTM, "--against", "spring")
    assert ran.code == 0
    assert "grades/similar.csv, best first" in ran.out
    best = table(folders)[0]
    assert best["one"] == "'=dee", "a spreadsheet takes it for no formula"
    assert (best["exercise"], best["rank"], best["two"], best["in_common"]) == (
        "sequence/lstm",
        "1",
        "spring/zoe",
        "100",
    )
    assert best["lines_of_one"].count("-") == best["lines_of_two"].count("-") >= 1
    assert (folders / "grades" / "results.csv").read_text("utf-8-sig").count("pass") == 4
    assert "spring/zoe" in (folders / "grades" / "report.html").read_text("utf-8")


@pytest.fixture
def groups(folders):
    """An export of Gradescope: two groups of two with the very same bytes, and somebody else."""
    source = (folders / "now" / "ann.py").read_text("utf-8")
    other = (folders / "now" / "bob.py").read_text("utf-8")
    metadata = "---\n"
    for number, (people, text) in enumerate([("1a 1b", source), ("2a 2b", source), ("3a", other)]):
        file = folders / "export" / f"submission_{number}" / "lstm.py"
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
        who = "".join(f"  - :name: P{sid}\n    :sid: '{sid}'\n" for sid in people.split())
        metadata += f"submission_{number}:\n  :submitters:\n{who}  :created_at: 2026-03-01 10:00:00.000000000 Z\n"
    (folders / "export" / "submission_metadata.yml").write_text(metadata, "utf-8")
    return folders


def test_what_a_group_handed_in_is_one_file_of_theirs_and_still_beside_that_of_others(run, groups):
    assert run("grade", "export", *LSTM).code == 0
    best, *others = table(groups)
    assert (best["one"], best["two"], best["in_common"]) == ("1a, 1b", "2a, 2b", "100")
    pairs = [(line["one"], line["two"]) for line in others]
    assert len(set(pairs)) == len(pairs)
    assert {"1a, 1b", "2a, 2b", "3a", "solution.py"} >= {who for pair in pairs for who in pair}
    assert not [line for line in others if line["in_common"] == "100"]
    assert len((groups / "grades" / "results.csv").read_text("utf-8-sig").splitlines()) == 6


def test_a_group_of_an_earlier_term_is_one_file_too(run, groups):
    assert run("grade", "now/ann.py", *LSTM, "--against", "export").code == 0
    copied = [line for line in table(groups) if line["in_common"] == "100"]
    assert [line["two"] for line in copied] == ["export/1a, export/1b", "export/2a, export/2b"]


def test_two_who_hand_in_the_same_bytes_under_the_same_name_are_a_pair(run, folders):
    for name in ("eve", "fay"):
        (folders / name).mkdir()
        (folders / name / "lstm.py").write_bytes((folders / "now" / "ann.py").read_bytes())
    assert run("grade", "eve", "fay", *LSTM).code == 0
    best = table(folders)[0]
    assert (best["one"], best["two"], best["in_common"]) == ("eve", "fay", "100")


def test_a_folder_that_is_not_there_is_one_line(run, folders):
    ran = run("grade", "now", *LSTM, "--against", "autumn")
    assert (ran.code, "there is nothing at autumn" in ran.complaint) == (2, True)
    assert not (folders / "grades").exists()


def test_a_short_exercise_says_so(run, folders):
    (folders / "now" / "ann.py").write_text(Catalog().get("layers/dense").solution, encoding="utf-8")
    ran = run("grade", "now/ann.py", "--exercise", "layers/dense")
    assert "layers/dense is too short to tell who wrote a solution: files were not compared" in ran.out
    assert table(folders) == []
