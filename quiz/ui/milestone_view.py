"""A milestone as blocks and rows: what it is, what it needs, how its training goes. Pure.

Owns the order of these texts. Refuses to train and to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exercises.content import Text
from quiz.curve import curve
from quiz.milestones import Standing, amount, outcome, told, wanted
from quiz.ui.drawing import Block
from quiz.ui.voice import Voice
from quiz.ui.widgets.choices import Row

if TYPE_CHECKING:
    from grader.trained import Progress

HEIGHT = 5
"""Rows of the curve."""


def row(standing: Standing, voice: Voice) -> Row:
    """Its line in the list: the best result, or how much is missing."""
    found = standing.milestone
    badge = "[✓]" if standing.reached else "[~]" if standing.best is not None else "[ ]"
    note = ""
    if standing.best is not None:
        note = voice("milestone.best", score=amount(found, standing.best, voice))
    elif standing.missing:
        note = voice("milestone.missing", n=len(standing.missing))
    return Row(voice.of(found.title), badge, note=note)


def about(standing: Standing, voice: Voice) -> list[Block]:
    """What is trained to what, of which files, and which of them are to be passed first."""
    found = standing.milestone
    layers = Block(voice("milestone.layers", ids=voice("plan.comma").join(found.exercises)))
    blocks = [Block(voice.of(found.about)), Block(wanted(found, voice)), layers]
    if standing.missing:
        blocks.append(Block(voice("milestone.pass_first", ids=voice("plan.comma").join(standing.missing)), "quiet"))
    return blocks


def drawn(losses: Sequence[float], progress: Progress | None, width: int, voice: Voice) -> list[Block]:
    """The curve, and under it how far it is."""
    if progress is None:
        return []
    rows = curve(losses, progress.steps, width, HEIGHT)
    return [Block("\n".join(rows), "plain"), Block(told(progress, voice), "quiet", tight=True)]


def result(standing: Standing, score: float, voice: Voice) -> list[Block]:
    """How it came out, and after a miss where to look."""
    found = standing.milestone
    reached = found.reached(score)
    blocks = [Block(f"{'✓' if reached else '✗'} {outcome(found, score, voice)}", "right" if reached else "wrong")]
    if not reached:
        blocks.append(Block(voice("milestone.look", ids=voice("plan.comma").join(found.exercises)), tight=True))
    return blocks


def stumbled(exercise: str, text: Text, voice: Voice) -> list[Block]:
    """Which layer ended it, with what, and what to do."""
    said = voice("milestone.stumbled", exercise=exercise, text=voice.of(text))
    return [Block(f"✗ {said}", "wrong"), Block(voice("milestone.check_again"), tight=True)]
