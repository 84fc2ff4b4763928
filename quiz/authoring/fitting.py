"""Does a card fit the smallest terminal that we promise, 80 × 24: its rows, and what is too wide or too tall.

Owns the size that is left for a card beside the app's own lines, and how many rows each part of one takes. Refuses to
draw for the app (`ui`) or to break lines (`wrapping`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exercises.content import LANGUAGES, Language
from quiz.check import texts
from quiz.faults import Faults
from quiz.question import Question
from quiz.variants import Posed, pose
from quiz.wrapping import cells, display_maths, maths, render

WIDTH = 76
ROWS = 18
"""Of 24: the header, the card's line, the progress, the place for an answer and the keys take the others."""
MARKER = 4
"""Cells for `1. ` and its like before an option."""
TALLEST_MATHS = 8
"""Rows of one formula in a drill."""
_SHORTER = f"shorten it: {WIDTH} cells fit"


def rows(now: Posed, language: Language) -> list[str]:
    """The rows of prompt, code and everything to choose from or to type into."""
    drawn = render(now.prompt[language], WIDTH)
    if now.code:
        drawn += ["", *now.code.strip("\n").splitlines()]
    drawn.append("")
    for choice in (*now.lefts, *now.choices):
        drawn += render(choice.text[language], WIDTH - MARKER)
    if now.kind == "truth":
        drawn.append("true / false")
    if not now.choices:
        drawn += ["…"] * len(getattr(now.drill, "gaps", "1"))
    return drawn


def fits(card: str, question: Question) -> bool:
    """Whether prompt and options stand on one screen, in either language."""
    now = pose(card, question, 0)
    return all(len(rows(now, language)) <= ROWS for language in LANGUAGES)


def check_widths(question: Question, faults: Faults) -> None:
    """Add to `faults` every text, line of code and formula that is drawn wider than the screen, or too tall."""
    for key, text in texts(question):
        for language in LANGUAGES:
            said = text[language]
            _check_width(f"{key}.{language}", render(said, WIDTH), faults)
            if key.startswith("drills.") and any(len(maths(latex)) > TALLEST_MATHS for latex in display_maths(said)):
                faults.add(
                    f"{key}.{language}", "has a formula that is too tall", f"{TALLEST_MATHS} rows fit in a drill"
                )
    for drill in question.drills:
        for key, code in _code(drill):
            _check_width(f"drills.{drill.id}.{key}", code.splitlines(), faults)


def _check_width(key: str, lines: list[str], faults: Faults) -> None:
    if (widest := max(map(cells, lines), default=0)) > WIDTH:
        faults.add(key, f"has a line of {widest} cells", _SHORTER)


def _code(drill: Any) -> Iterator[tuple[str, str]]:
    """All code that a learner is shown, as (key, source)."""
    yield "code", drill.code
    if drill.kind == "bug":
        yield "fix", drill.fix
    if drill.kind == "line":
        yield from ((f"right[{i}]", line) for i, line in enumerate(drill.right))
        yield from ((f"wrong[{i}]", known.code) for i, known in enumerate(drill.wrong))
