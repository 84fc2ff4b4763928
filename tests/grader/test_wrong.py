"""How often the cause is named right: wrong submissions by somebody who has not seen what names them.

`wrong/README.md` says what they are. A finding may be a known mistake's only where the file says so, since none of
them is one; a cause outside the vocabulary is right when nothing is said, or what a reader found true (`# true:`).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from exercises.catalog import Catalog
from grader import Grader, Options

FOLDER = Path(__file__).with_name("wrong")
EXERCISES = {"dense": "layers/dense", "conv2d": "cnn/conv2d", "lstm": "sequence/lstm"}
LINE = re.compile(r"# (cause|accept|where|true): (.*)")


def header(file: Path) -> list[tuple[str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [match.groups() for match in map(LINE.match, lines[:10]) if match]


def judged(grader: Grader, file: Path) -> tuple[list[str], list[str]]:
    """For every cause of a file `right`, `silent` or `wrong`, and the ids that were said."""
    exercise = Catalog().get(EXERCISES[file.parent.name])
    report = grader.check(exercise, file.read_bytes(), Options(file=file.name, salt="wrong"))
    assert report.verdict in ("fail", "error"), (file.name, report.message.en)
    said = [finding.id.removeprefix("pattern:") for finding in report.findings]
    lines = header(file)
    true = {word for key, text in lines if key == "true" for word in text.split()}
    causes = [set(text.split()) for key, text in lines if key == "accept"]
    if causes == [{"outside"}]:
        return ["right" if not said or said[0] in true else "wrong"], said
    accepted = set().union(*causes) | true
    if said and said[0] not in accepted:
        return ["wrong"] * len(causes), said
    return ["right" if cause & set(said) else "silent" for cause in causes], said


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("folder", [".", "held_out"])
def test_the_right_cause_is_named_first_and_hardly_ever_a_wrong_one(grader: Grader, folder: str, exercise: str) -> None:
    counts: Counter[str] = Counter()
    misses = []
    for file in sorted((FOLDER / folder / exercise).glob("*.py")):
        results, said = judged(grader, file)
        counts.update(results)
        if set(results) != {"right"}:
            misses.append((file.stem, results, said))
    total = sum(counts.values())
    assert total >= 20
    assert counts["right"] >= 0.85 * total, misses  # over all of them 98 %, of those held out 94 %
    assert counts["wrong"] <= 2, misses
