"""A widget for every shape of answer; `box_for` knows which kind of card takes which."""

from __future__ import annotations

from quiz.ui.voice import Voice
from quiz.ui.widgets.answers.arranged import MatchingBox, OrderingBox
from quiz.ui.widgets.answers.box import AnswerBox
from quiz.ui.widgets.answers.open import OpenBox
from quiz.ui.widgets.answers.picks import BugBox, ManyBox, OneBox, TruthBox
from quiz.ui.widgets.answers.typed import TypedBox
from quiz.variants import Posed

__all__ = ["AnswerBox", "OpenBox", "box_for"]

BOXES: dict[str, type[AnswerBox]] = {
    "single": OneBox,
    "multiple": ManyBox,
    "truth": TruthBox,
    "bug": BugBox,
    "ordering": OrderingBox,
    "matching": MatchingBox,
    "open": OpenBox,
}
"""Every other kind is typed."""


def box_for(posed: Posed, voice: Voice) -> AnswerBox:
    """The widget that takes an answer to this card."""
    return BOXES.get(posed.kind, TypedBox)(posed, voice)
