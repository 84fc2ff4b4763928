"""Which submissions are alike. The door of the package.

    similar   files of students for one exercise -> the pairs that have most in common

    tokens         a file without what is easily changed      ranking   which pairs, by what few others wrote
    fingerprints   what stands for its parts                  beside    two files, line by line
    pair           the values that come out

Ranks and shows; refuses to accuse: what two files have in common is for a person to judge. Nothing that was handed in
is run or compiled.
"""

from __future__ import annotations

from collections.abc import Iterable

from exercises.catalog import Exercise
from grader.similar.beside import beside
from grader.similar.pair import Aligned, Passage, Ranking, SimilarPair
from grader.similar.ranking import Compared, rank

__all__ = ["SOLUTION", "Aligned", "Passage", "Ranking", "SimilarPair", "similar"]

SOLUTION = "solution.py"
MOST = 50
"""Pairs that anybody looks at."""


def similar(
    sources: Iterable[tuple[tuple[str, ...], bytes]],
    exercise: Exercise,
    against: Iterable[tuple[tuple[str, ...], bytes]] = (),
    most: int = MOST,
) -> Ranking:
    """The pairs of students who have most in common with each other, the shipped solution, or a file of `against`.

    `sources` are files, each with all whose it is, several where they tried several times; both are gone through once.
    Files that have a student in common are not compared with each other, and those of `against` neither.
    """
    compared = Compared(exercise.starter.encode())
    compared.add((SOLUTION,), exercise.solution.encode(), known=True)
    if not compared.files:
        return Ranking(too_short=True)
    for who, source in sources:
        compared.add(who, source)
    for who, source in against:
        compared.add(who, source, known=True)
    best, all_counted = rank(compared, most)
    pairs = [SimilarPair(one.who, two.who, score, *beside(one.source, two.source)) for score, one, two in best]
    return Ranking(tuple(pairs), left_out=compared.left_out, rarest_only=not all_counted)
