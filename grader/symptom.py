"""What is wrong with a submission, in a form that can be looked for again on other cases.

Owns what "wrong in the same way" means: the same stage and the same tensor, nothing wrong that was right before, or
the same exception at the same line. Refuses to choose cases (`shrink`) and to word anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.catalog import Case, Stage
from grader import compare
from grader.calls import Program, Runner
from grader.candidates import Candidate
from grader.compare import Comparison
from grader.counterexample import When
from grader.kinds import Layer
from grader.numgrad import Array
from grader.outcome import Outcome
from grader.sandbox.child import Failure

VISIBLE = 1e-3
"""A difference that shows in the first digits. Where the one that was found is smaller, a tenth of that will do."""
HONEST = 1e-9
TINY = 1e-6
"""Beside the largest number an entry this small is as good as zero: what differs there may be rounding."""
FAINT = 1e-12
"""Beside the numbers that went in, what is this small is no result to show on a whiteboard."""
FORWARD: tuple[Stage, ...] = ("shape", "forward")
BACKWARD: tuple[Stage, ...] = ("gradient-shape", "gradient", "repeat", "inputs")
Results = Mapping[str, Array]


@dataclass(frozen=True)
class Sighting:
    """One tensor that is wrong on one case, or the failure there."""

    tensor: str = ""
    got: Array | None = None
    right: Array | None = None
    comparison: Comparison | None = None
    failure: Failure | None = None
    when: When = ""

    @property
    def error(self) -> float:
        """How far off it is; infinite where that is no question of numbers."""
        return self.comparison.error if self.comparison else np.inf


@dataclass(frozen=True)
class Pair:
    """A tensor of the learner's and the right one."""

    tensor: str
    got: Array
    right: Array
    when: When = ""

    @property
    def fits(self) -> bool:
        """Whether the numbers can be compared."""
        return bool(self.got.shape == self.right.shape and self.got.dtype.kind == "f")

    def sighting(self, least: float) -> Sighting:
        """The two compared, an entry smaller than `least` as if it were so large."""
        scales = np.maximum(compare.magnitudes(self.right), least)
        return Sighting(
            self.tensor, self.got, self.right, compare.entries(self.got, self.right, scales), when=self.when
        )


@dataclass(frozen=True)
class Probe:
    """The calls that show a fault of some stage, and what their results are called."""

    layer: Layer
    stage: Stage
    function: str
    """The one that fails, where one does."""

    @property
    def backward(self) -> bool:
        """Whether a backward is called, so that upstreams matter."""
        return self.stage in BACKWARD or self.function == self.layer.backward.name

    def run(self, candidate: Candidate, runner: Runner) -> dict[str, Array] | Failure:
        """Results by name: `y`, `dx`, `dx again` (after another forward), `dx twice`, `dy after` (as it came back)."""
        layer, echo = self.layer, self.stage == "inputs"
        program = Program(expected=8 * sum(array.size for array in candidate.arrays.values()))
        names = list(layer.outputs)
        layer.add_forward(program, Case("", dict(candidate.args)), 0, echo=echo)
        upstreams = tuple(candidate.upstreams.values())
        if self.stage == "repeat":
            layer.add_forward(program, Case("", dict(other(layer, candidate).args)), 1)
            layer.add_backward(program, upstreams, 0)
            layer.add_backward(program, upstreams, 0, may_raise=True)
            names += [f"{n} between" for n in layer.outputs] + [f"{n} again" for n in layer.gradients]
            names += [f"{n} twice" for n in layer.gradients]
        elif self.backward:
            layer.add_backward(program, upstreams, 0, echo=echo)
            names += layer.gradients
        names += [f"{name} after" for name in candidate.arrays] if echo else []
        results = program.run(runner)
        return results if isinstance(results, Failure) else dict(zip(names, results, strict=True))

    def truth(self, results: Mapping[str, Array]) -> dict[str, Array]:
        """What outputs and gradients must be, from the results of right code."""
        names = {f"{name} again": name for name in self.layer.gradients}
        return {names.get(name, name): array for name, array in results.items()}


@dataclass(frozen=True)
class Symptom:
    """What to look for."""

    probe: Probe
    tensor: str
    """Empty where any will do: what fails after a forward of other sizes gives other numbers after one of the same."""
    wrong: AbstractSet[str]
    """All tensors that were wrong at this stage; no others may be on another case."""
    least: float
    """An error smaller than this does not count as seen."""
    finite: bool
    """Whether it was wrong numbers; what is nan or infinite is another fault then."""
    failure: tuple[Any, ...] | None = None

    @property
    def stage(self) -> Stage:
        """The stage that failed."""
        return self.probe.stage

    def seen(self, results: dict[str, Array] | Failure, right: Results, sent: Results) -> Sighting | None:
        """Whether these results show it; `right` holds what outputs and gradients must be, `sent` the arguments."""
        if isinstance(results, Failure):
            return Sighting(failure=results) if self._same(results) else None
        if self.failure is not None:
            return None
        pairs = list(self._pairs(results, right, sent))
        if self.stage in ("shape", "gradient-shape"):
            bad = [Sighting(pair.tensor, pair.got, pair.right) for pair in pairs if not pair.fits]
        elif all(pair.fits for pair in pairs):
            least = TINY * max(_largest(pair.right) for pair in pairs)
            least = max(least, FAINT * max(map(_largest, sent.values()), default=0.0))
            compared = [pair.sighting(least) for pair in pairs if not np.array_equal(pair.got, pair.right)]
            bad = [sighting for sighting in compared if not sighting.error <= HONEST]
        else:
            return None
        if not {sighting.tensor for sighting in bad} <= self.wrong:
            return None
        return next((s for s in bad if self.tensor in ("", s.tensor) and self._clear(s)), None)

    def _clear(self, sighting: Sighting) -> bool:
        if self.finite and sighting.got is not None and not np.isfinite(sighting.got).all():
            return False
        return not sighting.error < self.least

    def _pairs(self, results: Results, right: Results, sent: Results) -> Iterator[Pair]:
        layer = self.probe.layer
        yield from (Pair(n, results[n], right[n]) for n in layer.outputs)
        if self.stage == "repeat":
            yield from (Pair(n, results[f"{n} again"], right[n], "after another forward") for n in layer.gradients)
            twice = [Pair(n, results[f"{n} twice"], right[n], "second time") for n in layer.gradients]
            if not all(pair.got.shape == (0,) for pair in twice):  # a second backward may raise
                yield from twice
        elif self.stage in BACKWARD:
            yield from (Pair(n, results[n], right[n]) for n in layer.gradients)
        if self.stage == "inputs":
            yield from (Pair(n, results[f"{n} after"], array) for n, array in sent.items() if array.dtype.kind == "f")

    def _same(self, failure: Failure) -> bool:
        if self.stage == "repeat" and not self.tensor:  # the backward that worked until another forward had run
            return failure.cause == "raised" and failure.facts.get("call") == 2
        return self.failure is not None and self.failure == signature(failure)


def symptom(layer: Layer, outcome: Outcome) -> Symptom | None:
    """What to look for after this outcome; None where nothing was wrong, or where every case shows it alike."""
    trouble = outcome.trouble
    if trouble is None or trouble.stage not in ("calls", *FORWARD, *BACKWARD):
        return None
    failure = trouble.failure
    if failure is not None and (failure.cause != "raised" or failure.facts.get("type") == "NotImplementedError"):
        return None
    error = trouble.comparison.error if trouble.comparison else np.inf
    got = trouble.got
    return Symptom(
        Probe(layer, trouble.stage, trouble.function),
        trouble.tensor,
        frozenset(t.tensor for t in outcome.troubles if t.stage == trouble.stage and t.tensor) or {*layer.gradients},
        min(VISIBLE, error / 10) if np.isfinite(error) else VISIBLE,
        got is not None and bool(np.isfinite(got).all()),
        None if failure is None else signature(failure),
    )


def _largest(array: Array) -> float:
    return float(np.max(np.abs(array), initial=0.0))


def signature(failure: Failure) -> tuple[Any, ...]:
    """How a failure is known again: cause, exception and place. Its words hold sizes, which are others elsewhere."""
    facts = failure.facts
    frames = facts.get("frames") or [{}]
    return failure.cause, facts.get("type"), frames[-1].get("line")


def other(layer: Layer, candidate: Candidate) -> Candidate:
    """The same sizes with other numbers, for the forward that comes in between."""
    return candidate.changed({name: candidate.args[name] + 1.0 for name in layer.wrt})
