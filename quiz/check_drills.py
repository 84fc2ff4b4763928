"""What each kind of drill needs to be markable: one right option, formulas with a value, one hole.

Owns the rules of the kinds. A parametrised drill is checked on every variant that it can draw (on 200 draws where
there are more than 2 000). Refuses to run code: tests and `content check` do that through the grader.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod
from typing import Any

from exercises.content import LANGUAGES, Text
from quiz import reading
from quiz.chosen import valid_order
from quiz.expr import ExpressionError, Number, evaluate, formula
from quiz.faults import Faults, repeated
from quiz.typed import distance
from quiz.variants import FILLED, draw, fill

EXHAUSTIVE = 2000
DRAWS = 200
FEWEST_ACCEPTED = 0.02
"""Of all combinations, the share that `where` must leave, so that drawing one ends soon."""
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


def _check_number(drill: Any, faults: Faults) -> None:
    if (drill.kind == "parametric") != bool(drill.parameters):
        faults.add("parameters", f"do not fit the kind {drill.kind}", "parametric has some, numeric has none")
    if drill.relative < 0 or drill.absolute < 0 or drill.relative >= 1:
        faults.add("relative", "the tolerance is out of range", "use 0 <= relative < 1 and absolute >= 0")
    sources = {"answer": drill.answer} | {f"slips.{i}.value": slip.value for i, slip in enumerate(drill.slips)}
    for values in _variants(drill, sources, faults):
        answer = evaluate(drill.answer, values)
        if not (drill.relative * abs(answer) or drill.absolute or Fraction(answer) == Fraction(str(answer))):
            _once(faults, "answer", f"is {answer!r}{_given(values)} and must be met exactly", "state a tolerance")
        for i, slip in enumerate(drill.slips):
            if distance(Fraction(evaluate(slip.value, values)), answer, drill) <= 1:
                _once(faults, f"slips.{i}.value", f"is the right answer{_given(values)}", _APART)


def _check_shape(drill: Any, faults: Faults) -> None:
    sources = {f"answer.{i}": entry for i, entry in enumerate(drill.answer)}
    for i, slip in enumerate(drill.slips):
        sources |= {f"slips.{i}.value.{j}": entry for j, entry in enumerate(slip.value)}
    for values in _variants(drill, sources, faults):
        answer = [evaluate(entry, values) for entry in drill.answer]
        if not all(isinstance(size, int) and size > 0 for size in answer):
            _once(faults, "answer", f"is {tuple(answer)}{_given(values)}", "use `//` or floor, and `where`")
        for i, slip in enumerate(drill.slips):
            if [evaluate(entry, values) for entry in slip.value] == answer:
                _once(faults, f"slips.{i}.value", f"is the right answer{_given(values)}", _APART)


_APART = "add a `where` that keeps them apart, or remove it"


def _variants(drill: Any, sources: Mapping[str, str], faults: Faults) -> list[Mapping[str, Number]]:
    """Every variant (or many of them) on which every formula has a value; the faults are noted on the way."""
    before = len(faults.found)
    formulas = {f"where.{i}": line for i, line in enumerate(drill.where)} | dict(sources)
    for key, source in formulas.items():
        _try(faults, key, partial(_known, source, drill.parameters))
    if len(faults.found) == before:
        variants = _drawn(drill, faults)
        for values in variants:
            for key, source in formulas.items():
                _try(faults, key, partial(evaluate, source, values))
        _check_slots(drill, variants, faults)
    return variants if len(faults.found) == before else []


def _known(source: str, parameters: Mapping[str, Any]) -> None:
    if unknown := formula(source).names - parameters.keys():
        raise ExpressionError(f"`{source}` asks for the unknown {', '.join(sorted(unknown))}")


def _drawn(drill: Any, faults: Faults) -> list[Mapping[str, Number]]:
    names = sorted(drill.parameters)
    count = prod(len(drill.parameters[name].values) for name in names)
    stream = random.Random(0)  # noqa: S311  # any draws will do
    try:
        if count > EXHAUSTIVE:
            return [draw(drill.parameters, drill.where, stream) for _ in range(DRAWS)]
        combinations = product(*(drill.parameters[name].values for name in names))
        variants = [dict(zip(names, values, strict=True)) for values in combinations]
        accepted = [values for values in variants if all(evaluate(line, values) for line in drill.where)]
    except ExpressionError as error:
        faults.add("where", str(error), "relax the constraints or add values")
        return []
    if len(accepted) < FEWEST_ACCEPTED * count:
        faults.add("where", f"leaves {len(accepted)} of {count} variants", "relax it or add values")
    return list(accepted)


def _check_slots(drill: Any, variants: Sequence[Mapping[str, Number]], faults: Faults) -> None:
    """`{n}` in prompt and code: known there, and every parameter is visible in both languages."""
    if drill.kind not in FILLED or not variants:
        return
    for key, template in (("prompt.en", drill.prompt.en), ("prompt.zh", drill.prompt.zh), ("code", drill.code)):
        _try(faults, key, partial(fill, template, variants[0]))
    for name, parameter in drill.parameters.items():
        if parameter.labels and len(parameter.labels) != len(parameter.values):
            faults.add(f"parameters.{name}.labels", "are not one for each value", "write as many as `values` has")
        slot = "{" + name + "}"
        for language in LANGUAGES:
            if drill.prompt[language] and slot not in drill.prompt[language] + drill.code:
                faults.add(f"prompt.{language}", f"never shows `{slot}`", "name every parameter there or in the code")
    for key, text in (("explain", drill.explain), *((f"slips.{i}.why", s.why) for i, s in enumerate(drill.slips))):
        if any("{" + name + "}" in text.en + text.zh for name in drill.parameters):
            faults.add(key, "has a `{parameter}`", "only prompt and code are filled in: say it in general")


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


def _given(values: Mapping[str, Number]) -> str:
    return f" where {', '.join(f'{name} = {value}' for name, value in values.items())}" if values else ""


def _once(faults: Faults, key: str, problem: str, remedy: str) -> None:
    """Note it unless this key has a fault already: 200 variants would say the same 200 times."""
    if all(fault.key != faults.at(key).prefix for fault in faults.found):
        faults.add(key, problem, remedy)


def _try(faults: Faults, key: str, act: Callable[[], object]) -> None:
    try:
        act()
    except ExpressionError as error:
        _once(faults, key, str(error), "mend the formula, or rule the case out with `where`")


_CHECKS: dict[str, Callable[[Any, Faults], None]] = {
    "single": _check_options,
    "multiple": _check_options,
    "truth": _check_options,
    "bug": _check_bug,
    "numeric": _check_number,
    "parametric": _check_number,
    "shape": _check_shape,
    "term": _check_term,
    "cloze": _check_cloze,
    "ordering": _check_ordering,
    "matching": _check_matching,
    "output": _check_output,
    "line": _check_line,
}
