"""What each kind of drill needs to be markable: one right option, formulas with a value, one hole.

Owns the rules of the kinds, but those of formulas (`check_variants`). Refuses to run code: tests and `content check` do
that through the grader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from exercises.content import LANGUAGES, Text
from quiz import reading
from quiz.check_variants import check_variants
from quiz.chosen import valid_order
from quiz.faults import Faults, repeated

_NAME = re.compile(r"[A-Za-z_]\w*")
_SIZE = re.compile(r"[A-Z][A-Za-z0-9]*|[1-9]\d?")


def check_drill(drill: Any, faults: Faults) -> None:
    """Add to `faults` what keeps this drill from being shown or marked."""
    holes = drill.code.count(reading.HOLE)
    if holes != (1 if drill.kind == "line" else 0):
        faults.add("code", f"has {holes} holes `{reading.HOLE}`", "a line drill has exactly one, others have none")
    _CHECKS[drill.kind](drill, faults)


def _check_options(drill: Any, faults: Faults) -> None:
    options = drill.reasons if drill.kind in ("truth", "bug") else drill.options
    rights = sum(option.right for option in options)
    if drill.kind == "multiple" and not rights:
        faults.add("options", "none is right", "mark the right ones with `right = true`")
    if drill.kind != "multiple" and rights != 1:
        faults.add("options", f"{rights} are right", "mark exactly one with `right = true`")
    _check_distinct("options", options, lambda option: option.text, faults)


def _check_bug(drill: Any, faults: Faults) -> None:
    _check_options(drill, faults)
    lines = drill.code.splitlines()
    if not 1 <= drill.line <= len(lines):
        faults.add("line", f"is {drill.line}, the code has {len(lines)} lines", "count the code's lines from 1")
    elif lines[drill.line - 1].strip() == drill.fix.strip():
        faults.add("fix", "is the line that stands there already", "write the line without the bug")


def _check_term(drill: Any, faults: Faults) -> None:
    _check_accepted("accept", drill.accept, faults)


def _check_cloze(drill: Any, faults: Faults) -> None:
    for i, gap in enumerate(drill.gaps, 1):
        _check_accepted(f"gaps.{i - 1}.accept", gap.accept, faults)
        for language in LANGUAGES:
            if drill.prompt[language] and f"[{i}]" not in drill.prompt[language]:
                faults.add(f"prompt.{language}", f"has no gap `[{i}]`", "number the gaps from [1]")


def _check_accepted(key: str, accept: Iterable[str], faults: Faults) -> None:
    if not all(map(reading.term, accept)):
        faults.add(key, "has a spelling without a letter or digit", "remove it")


def _check_ordering(drill: Any, faults: Faults) -> None:
    known = {step.id for step in drill.steps}
    _check_distinct("steps", drill.steps, lambda step: step.text, faults)
    for step in drill.steps:
        if unknown := set(step.after) - known:
            faults.add(f"steps.{step.id}.after", f"names no step: {', '.join(sorted(unknown))}", "use the steps' ids")
            return
    if not any(step.after for step in drill.steps):
        faults.add("steps", "no step comes after another", "say with `after` what must come before")
    try:
        valid_order(drill.steps)
    except StopIteration:
        faults.add("steps", "`after` goes in circles", "no step may come, in the end, before itself")


def _check_matching(drill: Any, faults: Faults) -> None:
    _check_distinct("pairs", drill.pairs, lambda pair: pair.left, faults)
    _check_distinct("pairs", (*drill.pairs, *drill.extra), lambda pair: pair.right, faults)
    for pair in drill.pairs:
        if not pair.left:
            faults.add(f"pairs.{pair.id}.left", "is empty", "write it, or move the pair to `extra`")
    for pair in drill.extra:
        if pair.left:
            faults.add(f"extra.{pair.id}.left", "is never shown", "remove it")


def _check_output(drill: Any, faults: Faults) -> None:
    if not drill.code.strip() or not drill.answer.strip():
        faults.add("code", "code or answer is empty", "write the code and what it prints")
    for i, slip in enumerate(drill.slips):
        if reading.same_output(slip.value, drill.answer):
            faults.add(f"slips.{i}.value", "is the right answer", "remove it")


def _check_line(drill: Any, faults: Faults) -> None:
    names = [arg.name for arg in drill.args]
    for name in repeated(names):
        faults.add("args", f"`{name}` stands twice", "name each array once")
    if drill.target not in names:
        faults.add("target", f"`{drill.target}` is not among args", f"use one of {', '.join(names)}")
    if f"d{drill.target}" not in drill.code:
        faults.add("code", f"never sets `d{drill.target}`", f"leave the gradient of {drill.target} in that name")
    for arg in drill.args:
        if not _NAME.fullmatch(arg.name) or not all(map(_SIZE.fullmatch, arg.shape)):
            faults.add(f"args.{arg.name}", "has a bad name or size", "sizes are names like N or numbers from 1 to 99")
    lines = [*drill.right, *(wrong.code for wrong in drill.wrong)]
    for line in repeated(lines):
        faults.add("wrong", f"`{line}` stands twice among right and wrong", "remove one")
    for line in lines:
        try:
            reading.check_syntax(drill.code, reading.line(line, drill.code))
        except reading.Unreadable as unreadable:
            faults.add("right" if line in drill.right else "wrong", f"`{line}`: {unreadable}", "mend the line")


def _check_distinct(key: str, items: Sequence[Any], text: Callable[[Any], Text], faults: Faults) -> None:
    for double in repeated(item.id for item in items):
        faults.add(f"{key}.{double}", "this id stands twice", "give each its own id")
    for language in LANGUAGES:
        for double in repeated(text(item)[language] for item in items):
            faults.add(key, f"two of them read `{double}`", "the learner could not tell them apart: change one")


_check_some = partial(check_variants, thorough=False)

_CHECKS: dict[str, Callable[[Any, Faults], None]] = {
    "single": _check_options,
    "multiple": _check_options,
    "truth": _check_options,
    "bug": _check_bug,
    "numeric": _check_some,
    "parametric": _check_some,
    "shape": _check_some,
    "term": _check_term,
    "cloze": _check_cloze,
    "ordering": _check_ordering,
    "matching": _check_matching,
    "output": _check_output,
    "line": _check_line,
}
