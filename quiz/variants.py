"""A card drawn with a seed: parameters chosen and filled in, choices in an order of their own.

Owns what a seed means: the same card and seed give the same variant on every machine, in both languages and for
ever, since the log holds seeds. Refuses to mark (`marking`) and to choose the seed (`session`).
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from exercises.content import LANGUAGES, Language, Text
from quiz.card_id import OPEN, drill_of
from quiz.expr import ExpressionError, Number, evaluate

if TYPE_CHECKING:  # pydantic costs 130 ms, and a list of due cards needs none of it
    from quiz.question import Drill, Question

FILLED = frozenset({"parametric", "shape"})
"""The kinds whose prompt and code are templates: `{n}` is a parameter and `{{` a brace."""
MOST_DRAWS = 1000
MOST_SHUFFLES = 20
_SLOT = re.compile(r"\{\{|\}\}|\{(\w+)\}|[{}]")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Choice:
    """Something to choose: an option, a reason, a step, a right-hand side or a key point."""

    id: str
    text: Text


@dataclass(frozen=True)
class Posed:
    """A card as it is asked this time, ready to be shown in either language."""

    card: str
    seed: int
    question: Question
    drill: Drill | None
    """None for the open question."""
    prompt: Text
    code: str = ""
    choices: tuple[Choice, ...] = ()
    lefts: tuple[Choice, ...] = ()
    """The left-hand sides of a matching, in the order in which they are answered."""
    values: Mapping[str, Number] = field(default_factory=dict)
    """The parameters drawn."""

    @property
    def kind(self) -> str:
        """The drill's kind, or `open`."""
        return self.drill.kind if self.drill else OPEN


def pose(card: str, question: Question, seed: int) -> Posed:
    """The card drawn with this seed.

    Raises KeyError where the question has no such drill, and ExpressionError where no draw satisfies `where`
    (which `check` has ruled out for every card of a bank).
    """
    drill_id = drill_of(card)
    if drill_id == OPEN:
        points = [Choice(point.id, point.text) for point in question.key_points]
        return Posed(card, seed, question, None, question.prompt, choices=_shuffled(points, _stream(card, seed)))
    drill = question.drill(drill_id)
    values: Mapping[str, Number] = {}
    prompt, code = drill.prompt, drill.code
    if drill.kind in FILLED:
        values = draw(drill.parameters, drill.where, _stream(card, seed, "parameters"), _formulas(drill))
        prompt, code = _filled(prompt, drill.parameters, values), fill(code, values)
    lefts = tuple(Choice(pair.id, pair.left) for pair in drill.pairs) if drill.kind == "matching" else ()
    choices = _choices(drill, _stream(card, seed))
    return Posed(card, seed, question, drill, prompt, code, choices, lefts, MappingProxyType(values))


def draw(
    parameters: Mapping[str, Any], where: Sequence[str], stream: random.Random, formulas: Iterable[str] = ()
) -> dict[str, Number]:
    """One of each parameter's values, such that every constraint holds and these formulas have a value.

    Raises ExpressionError.
    """
    needed = tuple(formulas)
    for _ in range(MOST_DRAWS):
        # by name, so that moving a line in the file changes no variant
        values = {name: _one(parameters[name].values, stream) for name in sorted(parameters)}
        if all(evaluate(constraint, values) for constraint in where) and _have_values(needed, values):
            return values
    raise ExpressionError(f"no draw in {MOST_DRAWS} satisfies {' and '.join(f'`{line}`' for line in where)}")


def _formulas(drill: Any) -> Iterator[str]:
    """What has to have a value before a number or a shape can be marked."""
    for answer in (drill.answer, *(slip.value for slip in drill.slips)):
        yield from (answer,) if isinstance(answer, str) else answer


def _have_values(formulas: Iterable[str], values: Mapping[str, Number]) -> bool:
    try:
        return all(evaluate(formula, values) is not None for formula in formulas)
    except ExpressionError:
        return False


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template with `{name}` replaced, `{{` and `}}` unescaped. Raises ExpressionError.

    Not `str.format`: that reads attributes (`{n.__class__}`), and a pack is a stranger's text.
    """

    def slot(found: re.Match[str]) -> str:
        name = found[1]
        if name in values:
            return str(values[name])
        if found[0] in ("{{", "}}"):
            return found[0][0]
        raise ExpressionError(f"`{found[0]}` is no parameter; a brace by itself is written twice")

    return _SLOT.sub(slot, template)


def _filled(prompt: Text, parameters: Mapping[str, Any], values: Mapping[str, Number]) -> Text:
    en, zh = (fill(prompt[language], spelled(parameters, values, language)) for language in LANGUAGES)
    return Text(en, zh)


def spelled(
    parameters: Mapping[str, Any], values: Mapping[str, Number], language: Language
) -> dict[str, object]:  # fmt: skip
    """What a prompt shows for each parameter: the number drawn, or the word that stands for it."""
    return {
        name: parameter.labels[parameter.values.index(values[name])][language] if parameter.labels else values[name]
        for name, parameter in parameters.items()
    }


def is_order(steps: Sequence[Any], ids: Sequence[str]) -> bool:
    """Whether `ids` name every step once, none before a step that it comes after."""
    place = {step_id: i for i, step_id in enumerate(ids)}
    if len(ids) != len(steps) or place.keys() != {step.id for step in steps}:
        return False
    return all(place[before] < place[step.id] for step in steps for before in step.after)


def _choices(drill: Any, stream: random.Random) -> tuple[Choice, ...]:
    if drill.kind == "ordering":
        return _disordered(drill.steps, stream)
    if drill.kind == "matching":
        rights = [Choice(pair.id, pair.right) for pair in (*drill.pairs, *drill.extra)]
        return _shuffled(rights, stream)
    options = drill.options if drill.kind in ("single", "multiple") else getattr(drill, "reasons", ())
    return _shuffled([Choice(option.id, option.text) for option in options], stream)


def _disordered(steps: Sequence[Any], stream: random.Random) -> tuple[Choice, ...]:
    """The steps in an order that is not an answer already, so that Enter alone earns nothing."""
    choices = [Choice(step.id, step.text) for step in steps]
    for _ in range(MOST_SHUFFLES):
        shuffled = _shuffled(choices, stream)
        if not is_order(steps, [choice.id for choice in shuffled]):
            break
    return shuffled


def _stream(card: str, seed: int, purpose: str = "order") -> random.Random:
    """A generator of its own for each purpose: one more option must not change the parameters.

    hashlib, since `hash()` of a str is salted by the process.
    """
    digest = hashlib.sha256(f"{purpose}\n{card}\n{seed}".encode()).digest()
    return random.Random(int.from_bytes(digest[:8]))  # noqa: S311  # nothing secret is drawn


def _one(items: Sequence[_T], stream: random.Random) -> _T:
    # of `random`, only random() is promised to stay the same from one Python to the next
    return items[int(stream.random() * len(items))]


def _shuffled(items: Sequence[_T], stream: random.Random) -> tuple[_T, ...]:
    places = [stream.random() for _ in items]
    return tuple(items[i] for i in sorted(range(len(items)), key=places.__getitem__))
