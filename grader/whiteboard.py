"""A counterexample in words: sizes, the numbers that are not zero, what must come out and what does.

Owns the wording and how numbers are written. Refuses to choose the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercises.content import Text
from grader import messages
from grader.candidates import Candidate, Sizes
from grader.counterexample import Counterexample
from grader.kinds import Layer
from grader.numgrad import Array
from grader.report import Entry
from grader.sandbox.child import Failure
from grader.symptom import Sighting, Symptom

DIGITS = 9
NAMED = 4
"""An exercise with more sizes than these says only which are not 1."""
LONGEST = 240
"""Characters of numbers; more are not read, and `repro` writes them down."""


def counterexample(layer: Layer, wanted: Symptom, candidate: Candidate, sighting: Sighting) -> Counterexample:
    """The case as a value."""
    sizes = Sizes(layer.forward).of(candidate.args)
    upstreams = candidate.upstreams if wanted.probe.backward else {}
    shown = Candidate(candidate.args, upstreams)
    got, right = sighting.got, sighting.right
    return Counterexample(
        stage=wanted.stage,
        tensor=sighting.tensor,
        function=wanted.probe.function,
        sizes=sizes,
        args={name: _plain(value) for name, value in shown.args.items()},
        upstreams={name: _plain(value) for name, value in upstreams.items()},
        scalars=shown.scalars,
        shapes=((), ()) if got is None or right is None else (got.shape, right.shape),
        dtype="float64" if got is None else str(got.dtype),
        expected=None if right is None else _plain(right),
        worst=tuple(_worst(sighting)),
        when=sighting.when,
        raised=_raised(sighting.failure),
        text=_text(layer, wanted, shown, sighting),
    )


def told(sighting: Sighting) -> tuple[str, str]:
    """The learner's number and the right one as they will be written."""
    worst = _worst(sighting)
    return messages.apart(worst[0]) if worst else ("", "")


def number(value: float) -> str:
    """As on a whiteboard: 2, not 2.0."""
    return f"{value:.6g}"


def _text(layer: Layer, wanted: Symptom, shown: Candidate, sighting: Sighting) -> Text:
    sizes = _sizes(Sizes(layer.forward).of(shown.args), shown.args)
    bare = wanted.failure is not None or wanted.stage in ("shape", "gradient-shape")
    numbers = Text() if bare and not shown.scalars else _numbers(shown.arrays)
    claim = _claim(layer, wanted, sighting)
    return Text(
        f"{', '.join(filter(None, (sizes.en, numbers.en)))}: {claim.en}",
        f"{'，'.join(filter(None, (sizes.zh, numbers.zh)))}：{claim.zh}",
    )


def _sizes(sizes: Mapping[str, int], args: Mapping[str, Any]) -> Text:
    said = [f"{name} = {size}" for name, size in sizes.items() if name in args or size > 1 or len(sizes) <= NAMED]
    said += [f"{name} = {number(value)}" for name, value in args.items() if isinstance(value, float)]
    if any(size == 1 and name not in args for name, size in sizes.items()) and len(sizes) > NAMED:
        return Text(", ".join([*said, "other sizes 1"]), "，".join([*said, "其余尺寸均为 1"]))
    return Text(", ".join(said), "，".join(said))


def _numbers(arrays: Mapping[str, Array]) -> Text:
    """The arrays that hold a number."""
    said = [f"{name} = {_written(array)}" for name, array in arrays.items() if array.any()]
    if not said:
        return Text("all numbers 0", "所有数均为 0")
    if sum(map(len, said)) > LONGEST:
        return Text("numbers as `gradlings repro` writes them", "数值见 `gradlings repro` 生成的文件")
    rest = len(said) < len(arrays)
    return Text(", ".join(said + ["all else 0"] * rest), "，".join(said + ["其余全为 0"] * rest))


def _claim(layer: Layer, wanted: Symptom, sighting: Sighting) -> Text:
    if sighting.failure is not None:
        who = messages.function(wanted.probe.function)
        return messages.of_failure(sighting.failure, who, seconds=0.0)
    if wanted.stage in ("shape", "gradient-shape"):
        return messages.wrong_shape(sighting.tensor, sighting.got, sighting.right)
    yours, expected = told(sighting)
    name = f"{sighting.tensor}{_index(sighting)}"
    texts = {
        "": Text(f"{name} must be {expected}, yours is {yours}", f"{name} 应为 {expected}，你的是 {yours}"),
        "second time": Text(
            f"{name} must be {expected} again, but the second {layer.backward.name} on the same cache gives {yours}",
            f"对同一 cache 再次调用 {layer.backward.name} 时，{name} 仍应为 {expected}，你的是 {yours}",
        ),
        "after another forward": Text(
            f"{name} must be {expected}, but after another {layer.forward.name} in between yours is {yours}",
            f"中间再运行一次 {layer.forward.name} 之后，{name} 仍应为 {expected}，你的是 {yours}",
        ),
    }
    if wanted.stage == "inputs":
        return Text(
            f"{name} was {expected}; after your code has run it is {yours}",
            f"{name} 原为 {expected}，运行你的代码之后变成了 {yours}",
        )
    return texts[sighting.when]


def _index(sighting: Sighting) -> str:
    """Which entry, where there is more than one."""
    worst = _worst(sighting)
    if not worst or sighting.right is None or sighting.right.size == 1:
        return ""
    return f"[{', '.join(map(str, worst[0].index))}]"


def _worst(sighting: Sighting) -> list[Entry]:
    """The entries that are farthest off, the first of equals first; without the sign of zero."""
    worst = sighting.comparison.worst if sighting.comparison else ()
    entries = [Entry(e.index, e.yours + 0.0, e.expected + 0.0) for e in worst]
    return sorted(entries, key=lambda e: (-round(abs(e.yours - e.expected), DIGITS), e.index))


def _written(array: Array) -> str:
    """Nested brackets; a single number stands without."""
    return number(float(array.flat[0])) if array.size == 1 else _nested(array.tolist())


def _nested(value: Any) -> str:
    return f"[{', '.join(map(_nested, value))}]" if isinstance(value, list) else number(value)


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _raised(failure: Failure | None) -> str:
    if failure is None or "type" not in failure.facts:
        return ""
    return messages.quoted(f"{failure.facts['type']}: {failure.facts.get('message', '')}", 300)
