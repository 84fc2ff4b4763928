"""The teacher's table of pairs: `similar.csv`, a line a pair, best first of each exercise.

Owns its columns. It is for the teacher alone, names no suspicion, and says where both files have the same code.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.gradebook.files import number, table
from grader.similar import Ranking

COLUMNS = ("exercise", "rank", "one", "two", "in_common", "lines_of_one", "lines_of_two")


def write_similar(path: Path, rankings: Mapping[str, Ranking]) -> None:
    """`in_common` goes from 0 to 100; lines are those of the same passages in the same order. Raises OSError."""
    with table(path) as line:
        line(COLUMNS)
        for exercise, ranking in rankings.items():
            for rank, pair in enumerate(ranking.pairs, 1):
                where = [(passage.one, passage.two) for passage in pair.passages]
                one, two = (" ".join(f"{first}-{last}" for first, last in lines) for lines in zip(*where, strict=True))
                whose = (", ".join(pair.one), ", ".join(pair.two))
                line([exercise, rank, *whose, number(100 * pair.score), one, two])
