"""What `grade` says of files that are alike: each exercise's pairs, in similar.csv and on the page.

Owns what is compared with what: every file that was handed in, once even where a group has, and what stands in the
folders of `--against`. Refuses to judge: nobody's points depend on it.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from exercises.catalog import Exercise
from grader.batch.plan import Gather
from grader.gradebook.similar import write_similar
from grader.handed import Submission
from grader.intake import gather
from grader.similar import Ranking, similar
from quiz.commands.console import Refused
from quiz.words import Words

FILE = "similar.csv"


def read_against(args: Namespace, words: Words) -> list[Path]:
    """The folders of earlier terms. Raises Refused for one that is not there."""
    for path in map(Path, args.against):
        if not path.exists():
            raise Refused(words("grade.no_path", path=path))
    return [Path(path) for path in args.against]


def compare(handed_in: Gather, exercises: Sequence[Exercise], against: Sequence[Path]) -> dict[str, Ranking]:
    """The ranking of each exercise by its id."""
    return {
        exercise.id: similar(_files(handed_in, exercise), exercise, _earlier(against, exercise))
        for exercise in exercises
    }


def write_pairs(out: Path, rankings: Mapping[str, Ranking], words: Words) -> Iterator[str]:
    """Write the table, and say what there is to know of it. Raises OSError."""
    write_similar(out / FILE, rankings)
    if pairs := sum(len(ranking.pairs) for ranking in rankings.values()):
        yield words("grade.similar", n=pairs, path=out / FILE)
    for exercise, ranking in rankings.items():
        if ranking.rarest_only:
            yield words("grade.rarest_only", exercise=exercise)
        if ranking.too_short:
            yield words("grade.too_short", exercise=exercise)
        elif ranking.left_out:
            yield words("grade.not_compared", n=len(ranking.left_out), exercise=exercise)


def _files(gathered: Gather, exercise: Exercise) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Each with all whose it is: what a group has handed in is gathered for each of them."""
    people: dict[Hashable, dict[str, None]] = {}
    for submission in _theirs(gathered, exercise):
        people.setdefault(_place(submission), {})[submission.student] = None
    for submission in _theirs(gathered, exercise):
        if who := people.pop(_place(submission), None):
            yield tuple(who), submission.source


def _earlier(against: Sequence[Path], exercise: Exercise) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Each called by its folder's name and its student's."""
    for path in against:
        for who, source in _files(partial(gather, [path], [exercise]), exercise):
            yield tuple(f"{path.resolve().name}/{student}" for student in who), source


def _theirs(gathered: Gather, exercise: Exercise) -> Iterator[Submission]:
    return (each for each in gathered() if each.exercise == exercise.id and not each.fault)


def _place(submission: Submission) -> Hashable:
    """The same for what several have handed in together. Only Gradescope has groups, and it says when; where nobody
    does, one path may be two files, each within a folder of its own.
    """
    whose = "" if submission.at else submission.student
    return submission.file, submission.at, whose, sha256(submission.source).digest()
