"""Marks what was chosen: options, reasons, steps in order, pairs, ticked key points.

Owns the partial scores of these kinds. Refuses ids that the drill does not have, and answers that are not
complete: both are `Unreadable`, since half an answer was hardly meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from exercises.content import Text
from quiz.mark import Answer, Mark, about, joined, only_choice, outcome, quoting
from quiz.reading import Unreadable
from quiz.variants import Posed

_TRUTH = {True: Text("True", "对"), False: Text("False", "错")}
_BEFORE = Text("“{0}” must come before “{1}”.", "「{0}」必须在「{1}」之前。")


def mark_single(posed: Posed, answer: Answer) -> Mark:
    """Right or wrong."""
    drill: Any = posed.drill
    chosen = only_choice(answer, drill.options)
    score = float(chosen.right)
    right = next(option.text for option in drill.options if option.right)
    return Mark(outcome(score), score, right, (chosen.why,), drill.explain, _misconceptions([chosen]))


def mark_multiple(posed: Posed, answer: Answer) -> Mark:
    """(right − wrong) / all right, not below 0."""
    drill: Any = posed.drill
    ticked = set(answer.chosen)
    if not ticked or ticked - {option.id for option in drill.options}:
        raise Unreadable(Text("Choose at least one of the options.", "请至少选择一个选项。"))
    rights = [option for option in drill.options if option.right]
    wrong = [option for option in drill.options if option.id in ticked and not option.right]
    missed = [option for option in rights if option.id not in ticked]
    score = max(0.0, (len(rights) - len(missed) - len(wrong)) / len(rights))
    why = tuple(about(option.text, option.why) for option in (*wrong, *missed))
    right = joined((option.text for option in rights), "; ", "；")
    return Mark(outcome(score), score, right, why, drill.explain, _misconceptions(wrong))


def mark_truth(posed: Posed, answer: Answer) -> Mark:
    """Half for the truth, half for the reason."""
    drill: Any = posed.drill
    if answer.truth is None:
        raise Unreadable(Text("Say true or false first.", "请先判断对错。"))
    reason = only_choice(answer, drill.reasons)
    score = ((answer.truth == drill.answer) + reason.right) / 2
    right = _with_reason(_TRUTH[drill.answer], drill.reasons)
    return Mark(outcome(score), score, right, (reason.why,), drill.explain, _misconceptions([reason]))


def mark_bug(posed: Posed, answer: Answer) -> Mark:
    """Half for the line, half for the reason."""
    drill: Any = posed.drill
    lines = len(posed.code.splitlines())
    if answer.line is None or not 1 <= answer.line <= lines:
        raise Unreadable(Text(f"Choose a line from 1 to {lines}.", f"请选择第 1 到第 {lines} 行中的一行。"))
    reason = only_choice(answer, drill.reasons)
    score = ((answer.line == drill.line) + reason.right) / 2
    fix = drill.fix.strip()
    line = Text(f"line {drill.line}, `{fix}`", f"第 {drill.line} 行，应为 `{fix}`")
    right = _with_reason(line, drill.reasons)
    return Mark(outcome(score), score, right, (reason.why,), drill.explain, _misconceptions([reason]))


def mark_ordering(posed: Posed, answer: Answer) -> Mark:
    """Every order that respects `after` is right; else the share of the other steps that the longest run in order has.

    One step alone is always in order, so it counts on neither side: everything backwards earns 0.
    """
    drill: Any = posed.drill
    texts = {step.id: step.text for step in drill.steps}
    if len(answer.chosen) != len(texts) or set(answer.chosen) != texts.keys():
        raise Unreadable(Text("Put every step in its place.", "请排好所有步骤。"))
    score = (_longest_in_order(drill.steps, answer.chosen) - 1) / (len(texts) - 1)
    right = joined((texts[step_id] for step_id in valid_order(drill.steps)), " → ", " → ")
    return Mark(outcome(score), score, right, _first_broken(drill.steps, answer.chosen), drill.explain)


def valid_order(steps: Sequence[Any]) -> list[str]:
    """A right order, as near to that of the file as can be. Raises StopIteration where `after` goes in circles."""
    order: list[str] = []
    while len(order) < len(steps):
        order.append(next(step.id for step in steps if step.id not in order and set(step.after) <= set(order)))
    return order


def mark_matching(posed: Posed, answer: Answer) -> Mark:
    """The share of pairs."""
    drill: Any = posed.drill
    rights = {pair.id: pair.right for pair in (*drill.pairs, *drill.extra)}
    if len(answer.chosen) != len(drill.pairs) or set(answer.chosen) - rights.keys():
        raise Unreadable(Text("Give every left side its right side.", "请为左边每一项选择对应项。"))
    wrong = [pair for pair, given in zip(drill.pairs, answer.chosen, strict=True) if pair.id != given]
    score = 1 - len(wrong) / len(drill.pairs)
    right = joined((_pair(pair) for pair in drill.pairs), "; ", "；")
    return Mark(outcome(score), score, right, tuple(_pair(pair) for pair in wrong), drill.explain)


def mark_open(posed: Posed, answer: Answer) -> Mark:
    """The share of key points that the learner ticked: self-assessed, never a machine's verdict."""
    points = posed.question.key_points
    if set(answer.chosen) - {point.id for point in points}:
        raise Unreadable(Text("Tick the points that your answer had.", "请勾选你答到的要点。"))
    missed = tuple(point.text for point in points if point.id not in answer.chosen)
    score = 1 - len(missed) / len(points)
    return Mark("self", score, posed.question.answer, missed, Text())


def _misconceptions(options: Sequence[Any]) -> tuple[str, ...]:
    return tuple(option.misconception for option in options if option.misconception and not option.right)


def _with_reason(what: Text, reasons: Sequence[Any]) -> Text:
    return joined([what, next(reason.text for reason in reasons if reason.right)], ": ", "：")


def _pair(pair: Any) -> Text:
    return quoting(Text("{0} → {1}", "{0} → {1}"), pair.left, pair.right)


def _first_broken(steps: Sequence[Any], order: Sequence[str]) -> tuple[Text, ...]:
    """The first step that stands before one that it needs, as a sentence."""
    texts = {step.id: step.text for step in steps}
    needs = {step.id: step.after for step in steps}
    for i, step_id in enumerate(order):
        for before in needs[step_id]:
            if before not in order[:i]:
                return (quoting(_BEFORE, texts[before], texts[step_id]),)
    return ()


def _longest_in_order(steps: Sequence[Any], order: Sequence[str]) -> int:
    """The most steps of `order` that some valid order has in the same order: at most 7 steps, so all are tried."""
    needs = {step.id: set(step.after) for step in steps}
    for step_id in valid_order(steps):
        needs[step_id] = needs[step_id].union(*(needs[before] for before in needs[step_id]))
    for size in range(len(order), 1, -1):
        for kept in combinations(order, size):
            if all(later not in needs[sooner] for sooner, later in combinations(kept, 2)):
                return size
    return 1
