"""What `grade` says of files that are alike: each exercise's pairs, in similar.csv and on the page.

Owns what is compared with what: everything that was handed in, and what stands in the folders of `--against`. Refuses
to judge: nobody's points depend on it.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from exercises.catalog import Exercise
from grader.batch.plan import Gather
from grader.gradebook.similar import write_similar
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
        exercise.id: similar(_handed(handed_in, exercise), exercise, _earlier(against, exercise))
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


def _handed(handed_in: Gather, exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    for submission in handed_in():
        if submission.exercise == exercise.id and not submission.fault:
            yield submission.student, submission.source


def _earlier(against: Sequence[Path], exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    """Each called by its folder's name and its student's."""
    for path in against:
        for submission in gather([path], [exercise]):
            if not submission.fault:
                yield f"{path.resolve().name}/{submission.student}", submission.source
