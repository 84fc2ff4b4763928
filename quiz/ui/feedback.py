"""What a learner reads about a question: the question, the mark with its reasons, the full answer. Pure.

Owns the order of these texts. Refuses to mark and to draw.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.ui.drawing import Block, Look, labelled
from quiz.ui.voice import Voice

if TYPE_CHECKING:
    from quiz.errata import Correction
    from quiz.marking import Mark
    from quiz.question import Misconception
    from quiz.variants import Posed

SYMBOLS: dict[str, tuple[str, Look]] = {
    "right": ("✓", "right"),
    "partial": ("~", "partial"),
    "wrong": ("✗", "wrong"),
    "self": ("=", "self"),
}
CODE = {"line", "output"}
"""Kinds whose right answer is code, where `**` is no bold type and a line break counts."""
SHOWN_BELOW = {"single", "multiple", "truth", "matching"}
"""Kinds whose rows show the right answer themselves."""


def asked(posed: Posed, voice: Voice, done: bool = False) -> list[Block]:
    """The question. The code of a bug drill is there once it is answered: before, its lines are what is chosen."""
    code = [Block(posed.code, "code")] if posed.code and (done or posed.kind != "bug") else []
    return [Block(voice.asked(posed.prompt)), *code]


def marked(posed: Posed, mark: Mark, voice: Voice) -> list[Block]:
    """Symbol and word first, then why, then the truth."""
    symbol, look = SYMBOLS[mark.verdict]
    share = f"  {round(100 * mark.score)} %" if mark.verdict in ("partial", "self") else ""
    blocks = [Block(f"{symbol} {voice(f'common.mark.{mark.verdict}')}{share}", look)]
    if mark.verdict == "self":
        return blocks + full_answer(posed, voice)
    if posed.kind != "matching":  # its pairs, which its rows show
        blocks += [Block(voice.of(why)) for why in mark.why if why]
    if mark.verdict != "right" and posed.kind not in SHOWN_BELOW:
        blocks += _right_answer(posed, mark, voice)
    blocks += misconceptions((item for item in posed.question.misconceptions if item.id in mark.misconceptions), voice)
    if mark.explain:
        blocks.append(Block(voice.of(mark.explain)))
    return blocks


def _right_answer(posed: Posed, mark: Mark, voice: Voice) -> list[Block]:
    right = voice.asked(mark.right)
    if posed.kind not in CODE:
        return [Block(labelled(voice("quiz.right_answer"), right), tight=True)]
    return [Block(voice("quiz.right_answer"), "head", tight=True), Block(right, "code", tight=True)]


def corrected(corrections: Iterable[Correction], voice: Voice) -> list[Block]:
    """Which answer keys were wrong, and that the cards are asked again."""
    blocks: list[Block] = []
    for correction in corrections:
        for entry in correction.entries:
            head = voice("home.correction", title=voice.marked(correction.title), date=entry.date)
            blocks += [Block(head, "head"), Block(voice.of(entry.wrong), tight=True)]
        blocks.append(Block(voice("plain.asked_again"), "quiet", tight=True))
    return blocks


def misconceptions(items: Iterable[Misconception], voice: Voice) -> list[Block]:
    """Claims that circulate, each with why it is false or who disputes it."""
    blocks: list[Block] = []
    for item in items:
        word = voice("quiz.contested" if item.contested else "quiz.misconception")
        blocks.append(Block(labelled(word, voice.of(item.claim))))
        blocks.append(Block(voice.of(item.why), tight=True))
    return blocks


def full_answer(posed: Posed, voice: Voice) -> list[Block]:
    """The model answer with everything around it."""
    question = posed.question
    blocks = [Block(voice("quiz.model_answer"), "head"), Block(voice.asked(question.answer), tight=True)]
    blocks.append(Block(voice("quiz.key_points"), "head"))
    blocks += [Block(f"- {voice.asked(point.text)}", tight=True) for point in question.key_points]
    blocks.append(Block(voice("quiz.follow_ups"), "head"))
    blocks += [Block(f"- {voice.asked(text)}", tight=True) for text in question.follow_ups]
    return blocks + misconceptions(question.misconceptions, voice)


def whole_question(posed: Posed, voice: Voice) -> list[Block]:
    """Everything the bank says about the question that a drill belongs to."""
    asked_as = [Block(voice("quiz.interview_question"), "head"), Block(voice.asked(posed.question.prompt), tight=True)]
    return asked_as + full_answer(posed, voice)
