"""Does a parametrised drill have an answer whatever is drawn: formulas with a value, slips apart from the answer.

Owns how many variants are looked at: some whenever a file is compiled, since the app must start, and by `content check`
every one that can be drawn (200 draws where there are more than 2 000). Whoever draws one that has no value in spite of
that draws again (`variants`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod
from typing import Any

from exercises.content import LANGUAGES
from quiz.expr import ExpressionError, Number, evaluate, formula
from quiz.faults import Faults
from quiz.typed import distance
from quiz.variants import FILLED, draw, fill

EXHAUSTIVE = 2000
"""Variants up to which all are looked at."""
DRAWS = 200
FEW = 6
"""Draws that are looked at when a file is compiled."""
FEWEST_ACCEPTED = 0.02
"""Of all combinations, the share that `where` must leave, so that drawing one ends soon."""


def check_variants(drill: Any, faults: Faults, *, thorough: bool) -> None:
    """Add to `faults` what is wrong with the formulas of a number or a shape."""
    if drill.kind == "shape":
        _check_shape(drill, faults, thorough)
    else:
        _check_number(drill, faults, thorough)


def _check_number(drill: Any, faults: Faults, thorough: bool) -> None:
    if (drill.kind == "parametric") != bool(drill.parameters):
        faults.add("parameters", f"do not fit the kind {drill.kind}", "parametric has some, numeric has none")
    if drill.relative < 0 or drill.absolute < 0 or drill.relative >= 1:
        faults.add("relative", "the tolerance is out of range", "use 0 <= relative < 1 and absolute >= 0")
    sources = {"answer": drill.answer} | {f"slips.{i}.value": slip.value for i, slip in enumerate(drill.slips)}
    for values in _variants(drill, sources, faults, thorough):
        answer = evaluate(drill.answer, values)
        if not (drill.relative * abs(answer) or drill.absolute or Fraction(answer) == Fraction(str(answer))):
            _once(faults, "answer", f"is {answer!r}{_given(values)} and must be met exactly", "state a tolerance")
        for i, slip in enumerate(drill.slips):
            if distance(Fraction(evaluate(slip.value, values)), answer, drill) <= 1:
                _once(faults, f"slips.{i}.value", f"is the right answer{_given(values)}", _APART)


def _check_shape(drill: Any, faults: Faults, thorough: bool) -> None:
    sources = {f"answer.{i}": entry for i, entry in enumerate(drill.answer)}
    for i, slip in enumerate(drill.slips):
        sources |= {f"slips.{i}.value.{j}": entry for j, entry in enumerate(slip.value)}
    for values in _variants(drill, sources, faults, thorough):
        answer = [evaluate(entry, values) for entry in drill.answer]
        if not all(isinstance(size, int) and size > 0 for size in answer):
            _once(faults, "answer", f"is {tuple(answer)}{_given(values)}", "use `//` or floor, and `where`")
        for i, slip in enumerate(drill.slips):
            if [evaluate(entry, values) for entry in slip.value] == answer:
                _once(faults, f"slips.{i}.value", f"is the right answer{_given(values)}", _APART)


_APART = "add a `where` that keeps them apart, or remove it"


def _variants(drill: Any, sources: Mapping[str, str], faults: Faults, thorough: bool) -> list[Mapping[str, Number]]:
    """Every variant (or many of them) on which every formula has a value; the faults are noted on the way."""
    before = len(faults.found)
    formulas = {f"where.{i}": line for i, line in enumerate(drill.where)} | dict(sources)
    for key, source in formulas.items():
        _try(faults, key, partial(_known, source, drill.parameters))
    if len(faults.found) == before:
        variants = _drawn(drill, faults, thorough)
        for values in variants:
            for key, source in formulas.items():
                _try(faults, key, partial(evaluate, source, values))
        _check_slots(drill, variants, faults)
    return variants if len(faults.found) == before else []


def _known(source: str, parameters: Mapping[str, Any]) -> None:
    if unknown := formula(source).names - parameters.keys():
        raise ExpressionError(f"`{source}` asks for the unknown {', '.join(sorted(unknown))}")


def _drawn(drill: Any, faults: Faults, thorough: bool) -> list[Mapping[str, Number]]:
    names = sorted(drill.parameters)
    count = prod(len(drill.parameters[name].values) for name in names)
    stream = random.Random(0)  # noqa: S311  # any draws will do
    try:
        if count > (EXHAUSTIVE if thorough else FEW):
            return [draw(drill.parameters, drill.where, stream) for _ in range(DRAWS if thorough else FEW)]
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
