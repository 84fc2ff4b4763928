"""The smallest case on which a submission is still wrong in the same way: a calculation for the whiteboard.

Owns the search: small cases from nothing upwards, else the failing one cut down; then one number after another
replaced by a simpler one, as long as the fault stays. Refuses to judge: what it finds is put before the same `Trial`
as every case, and is dropped unless that says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np

from exercises.catalog import Case, Exercise
from grader import whiteboard
from grader.calls import Local, Runner
from grader.candidates import Candidate, Sizes
from grader.counterexample import Counterexample
from grader.draws import Draw, GraderFault
from grader.kinds import functions_of
from grader.numgrad import Array
from grader.outcome import Outcome
from grader.report import Finding
from grader.symptom import Symptom, other, symptom
from grader.trial import Trial
from grader.tries import IMPOSSIBLE, Found, Tries, drawn

PATIENCE = 1.0
"""Seconds that a submission may take for all of it; one that needs more is too slow to be tried a hundred times."""
SHORT = 6
"""Characters of both results together that are easy to read."""
MOST = 64
"""More numbers than this are no calculation any more."""
SEEDS = 0.6
"""The share of the budget for small cases; the rest is for what shows only in a larger one."""
SIMPLER = (1.0, 2.0, -1.0)


def shrink(
    exercise: Exercise, draws: Sequence[Draw], outcome: Outcome, findings: Sequence[Finding], runner: Runner
) -> Counterexample | None:
    """The smallest case found; None where there is none to show. Raises SandboxError."""
    layer = functions_of(exercise)
    wanted = symptom(layer, outcome)
    if wanted is None or outcome.trouble is None:
        return None
    start = next(d for d in draws if d.case.name == outcome.trouble.case)
    with np.errstate(all="ignore"):
        search = _Search(exercise, Tries(exercise, wanted, runner, _mutant(exercise, wanted, findings)))
        found = search.run([d.case for d in draws], start)
        if found is None or found.candidate.scalars > MOST:
            return None
        if not _judged_alike(exercise, found.candidate, wanted, runner):
            return None
    hidden = start.case.hidden and not search.seeded
    return replace(whiteboard.counterexample(layer, wanted, found.candidate, found.sighting), hidden=hidden)


class _Search:
    """One search. It goes from a case that shows the fault to a simpler one, never back."""

    def __init__(self, exercise: Exercise, tries: Tries) -> None:
        self._layer = functions_of(exercise)
        self._sizes = Sizes(self._layer.forward)
        self._tries = tries
        self._careful = True
        """Whether every step must stand, or only the last of several."""
        self.seeded = False
        """Whether the numbers are ours, and none of a case that failed."""

    def run(self, cases: Sequence[Case], start: Draw) -> Found | None:
        """The smallest case, as far as the budget goes."""
        failing = Candidate(start.case.args, self._layer.pulling(start.upstreams[0]))
        seeds = takewhile(lambda _: self._tries.spent < SEEDS, self._sizes.seeds(cases, start.case))
        found = self._first(seeds)
        self.seeded = found is not None
        found = found or self._see(failing)
        for simplified in (self._smaller, self._zeroed, self._simpler, self._tidied):
            found = found and self._better(found, simplified)
        return found

    def _better(self, found: Found, simplified: Callable[[Found], Found]) -> Found:
        """Simplified at a trot; where that ends at something that does not stand, once more step by step."""
        self._careful = False
        better = simplified(found)
        self._careful = True
        return better if better is found or self._tries.stands(better) else simplified(found)

    def _smaller(self, found: Found) -> Found:
        while smaller := self._first(self._sizes.smaller(found.candidate)):
            found = smaller
        return found

    def _zeroed(self, found: Found) -> Found:
        for name in found.candidate.arrays:
            found = self._see(found.candidate.with_entries(name, slice(None), 0.0)) or found
        for name, array in found.candidate.arrays.items():
            found = self._without(found, name, np.flatnonzero(array))
        return found

    def _without(self, found: Found, name: str, positions: Array) -> Found:
        """Without these entries, or those halves of them that can go; the last first: what is left stands in front."""
        zeroed = self._see(found.candidate.with_entries(name, positions, 0.0)) if len(positions) else found
        if zeroed or len(positions) == 1:
            return zeroed or found
        middle = len(positions) // 2
        return self._without(self._without(found, name, positions[middle:]), name, positions[:middle])

    def _simpler(self, found: Found) -> Found:
        for name, array in found.candidate.arrays.items():
            for position in np.flatnonzero(array)[::-1]:
                entry = float(array.flat[position])
                candidate, values = found.candidate, (*SIMPLER, _rounded(entry))
                simpler = values[: values.index(entry)] if entry in values else values
                found = self._first(candidate.with_entries(name, position, value) for value in simpler) or found
        return found

    def _tidied(self, found: Found) -> Found:
        """Numbers that differ, unless that makes the result longer: ones do not show where they went."""
        numbered = self._see(_numbered(found.candidate))
        return numbered if numbered and _length(numbered) <= max(SHORT, _length(found) - 1) else found

    def _first(self, candidates: Iterable[Candidate]) -> Found | None:
        return next((found for candidate in candidates if (found := self._see(candidate))), None)

    def _see(self, candidate: Candidate) -> Found | None:
        found = self._tries.see(candidate)
        return found if found and (not self._careful or self._tries.stands(found)) else None


def _length(found: Found) -> int:
    return sum(map(len, whiteboard.told(found.sighting)))


def _rounded(value: float) -> float:
    """To one digit."""
    return float(f"{value:.0e}")


def _numbered(candidate: Candidate) -> Candidate:
    """Ones in the upstreams, and 2, 3, 4 … in the arguments, where there is anything."""
    count = 1
    changed = {}
    for name, array in candidate.arrays.items():
        filled = array != 0
        size = int(filled.sum())
        changed[name] = array.astype(array.dtype)
        changed[name][filled] = 1 if name in candidate.upstreams else np.arange(count + 1, count + size + 1)
        count += 0 if name in candidate.upstreams else size
    return candidate.changed(changed)


def _mutant(exercise: Exercise, wanted: Symptom, findings: Sequence[Finding]) -> Runner | None:
    """The known mistake that was recognised in this tensor."""
    named = {finding.id for finding in findings if finding.where in (wanted.stage, f"{wanted.stage}:{wanted.tensor}")}
    return next((Local(m.apply(exercise.solution)) for m in exercise.mistakes if m.id in named), None)


def _judged_alike(exercise: Exercise, candidate: Candidate, wanted: Symptom, runner: Runner) -> bool:
    """Whether the judge says the same of this case as of the one that failed."""
    layer = wanted.probe.layer
    try:
        between = drawn(exercise, other(layer, candidate))
        outcome = Trial(layer, [drawn(exercise, candidate)], runner, exercise.tolerance, between=[between]).run()
    except (GraderFault, *IMPOSSIBLE):
        return False
    seen = symptom(layer, outcome)
    if seen is None or (seen.stage, seen.failure) != (wanted.stage, wanted.failure):
        return False
    return not wanted.tensor or wanted.tensor in seen.wrong
