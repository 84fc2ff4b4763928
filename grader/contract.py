"""Holds an exercise to its contract: what its author claims of solution, starter, mistakes and reference is proved.

Owns the proofs that `gradlings exercise check` runs, and says of each fault what to mend. Everything here is trusted
code of an author and runs in our own process; what only a locked one shows is in `examine`.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from exercises.catalog import MOST_PLANTED, Exercise, Mistake
from exercises.content import ContentError
from grader import compare
from grader.blame import REFERENCE, blaming
from grader.calls import Local
from grader.diagnose import diagnose
from grader.diagnose.solution import Solution
from grader.drawing import draw_all
from grader.draws import Draw
from grader.kinds import functions_of
from grader.mutants import mutants
from grader.outcome import Outcome
from grader.trial import Trial

SALTS = 20
EXACT = 1e-13
"""The largest error of a solution on a case that is not called ill-conditioned."""
FEWEST_MISTAKES = 6
MEASURED = ("goal", "cost")
"""Stages that only a process of its own shows."""
LOOPS = "loops.py"
SOLUTION, STARTER, MISTAKES = "solution.py", "starter.py", "mistakes.toml"


@dataclass
class Proof:
    """What was tried and what did not hold."""

    faults: list[ContentError] = field(default_factory=list)
    worst: float = 0.0
    """The largest error of the solution on an ordinary case."""
    mistakes: int = 0
    """How many were refused and recognised."""
    mutants: int = 0
    """How many were refused."""


def prove(exercise: Exercise, salts: int = SALTS) -> Proof:
    """Everything that an exercise's files claim."""
    prover = _Prover(exercise)
    steps: Sequence[tuple[str, Callable[[], None]]] = (
        (SOLUTION, lambda: prover.solution(salts)), (STARTER, prover.starter), (LOOPS, prover.loops),
        (MISTAKES, prover.mistakes), (SOLUTION, prover.mutants),
    )  # fmt: skip
    for file, step in steps:
        with blaming(exercise, file, prover.proof.faults):
            step()
        if any(Path(fault.file).name == REFERENCE for fault in prover.proof.faults):
            break  # nothing else can be judged
    return prover.proof


class _Prover:
    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._draws: dict[str, tuple[Draw, ...]] = {}
        self.proof = Proof()

    def complain(self, file: str, key: str, problem: str, remedy: str) -> None:
        """One fault of one of the exercise's files."""
        self.proof.faults.append(ContentError(str(self._exercise.folder / file), key, problem, remedy))

    def solution(self, salts: int) -> None:
        """It passes with every salt, to the last digits, and nothing has to be let off."""
        for number in range(salts):
            draws = self._drawn(f"contract-{number}", hidden=True)
            outcome = self._tried(draws, self._exercise.solution)
            if trouble := outcome.trouble:
                what = f"fails at {trouble.stage} {trouble.tensor} in case {trouble.case} (salt contract-{number})"
                self.complain(SOLUTION, "", what, "mend it, or the reference")
                return
            ill = {draw.case.name for draw in draws if draw.case.ill_conditioned}
            for check in outcome.checks.values():
                if check.error is None or check.case in ill:
                    continue
                self.proof.worst = max(self.proof.worst, check.error)
                if check.error > EXACT:
                    what = f"is off by {check.error:.1g} in {check.id}, case {check.case} (salt contract-{number})"
                    self.complain(SOLUTION, "", what, "mend it, or mark the case `ill_conditioned`")
                    return

    def starter(self) -> None:
        """It fails, since nobody has done anything yet; one that is to be repaired holds what was planted, no more."""
        outcome = self._tried(self._drawn("contract-0"), self._exercise.starter)
        if outcome.trouble is None:
            self.complain(STARTER, "", "passes", "raise NotImplementedError in its functions")
        if not (planted := self._exercise.planted):
            return
        broken = self._exercise.solution
        for mistake in planted:
            broken = mistake.apply(broken)
        if ast.dump(ast.parse(self._exercise.starter)) != ast.dump(ast.parse(broken)):
            what = "is not the solution with every planted mistake in it"
            self.complain(STARTER, "", what, "apply each of them to solution.py, and nothing else but comments")
        if len(planted) > MOST_PLANTED:
            self.complain(MISTAKES, "", f"plants {len(planted)}", f"plant at most {MOST_PLANTED}")

    def loops(self) -> None:
        """The reference says the same as an implementation of its own kind: plain loops over numbers."""
        if not (self._exercise.folder / LOOPS).is_file():
            self.complain(LOOPS, "", "is missing", "write `forward` a second time, in loops over numbers")
            return
        forward = _loaded(self._exercise.folder / LOOPS).forward
        for draw in self._drawn("contract-0", hidden=True):
            found = forward(**{name: _copied(value) for name, value in draw.case.args.items()})
            outputs = found if isinstance(found, tuple) else (found,)
            for output, mine, right in zip(functions_of(self._exercise).outputs, outputs, draw.right, strict=True):
                error = compare.values(np.asarray(mine, float), right).error
                if not error <= (1e-9 if draw.case.ill_conditioned else 1e-12):
                    what = f"{output} differs from the reference's by {error:.1g} in case {draw.case.name}"
                    self.complain(LOOPS, "", what, "one of the two is wrong: derive it again")
                    return

    def mistakes(self) -> None:
        """Each is refused where it says and called by its own name."""
        known = self._exercise.mistakes
        if len(known) < FEWEST_MISTAKES:
            self.complain(MISTAKES, "", f"has {len(known)} mistakes", f"write at least {FEWEST_MISTAKES}")
        draws, solution = self._drawn("contract-0"), Solution(self._exercise)
        for mistake in known:
            if mistake.stage not in MEASURED:
                with blaming(self._exercise, MISTAKES, self.proof.faults, mistake.id):
                    self._mistake(mistake, draws, solution)

    def _mistake(self, mistake: Mistake, draws: Sequence[Draw], solution: Solution) -> None:
        outcome = self._tried(draws, mistake.apply(self._exercise.solution))
        if outcome.stage != mistake.stage:
            what = f"is refused at {outcome.stage}" if outcome.stage else "passes"
            self.complain(MISTAKES, mistake.id, what, f"not at `{mistake.stage}`: mend the stage or add a case")
            return
        named = [finding.id for finding in diagnose(self._exercise, draws, outcome, solution=solution)]
        if not named or set(named) - {mistake.id, *mistake.also}:
            what = f"is called {', '.join(named) or 'nothing'}"
            self.complain(MISTAKES, mistake.id, what, "name twins in `also`, or make the two differ")
        else:
            self.proof.mistakes += 1

    def mutants(self) -> None:
        """No small change of what computes gradients (or values) survives, but those that change nothing."""
        functions = functions_of(self._exercise)
        excused = {same.mutant for same in self._exercise.equivalents}
        first, *rest = self._drawn("contract-0")
        for mutant in mutants(self._exercise.solution, frozenset({functions.backward.name})):
            dead = any(self._refused(draws, mutant.source) for draws in ((first,), (first, *rest)))
            if dead and mutant.change in excused:
                what = f"`{mutant.change}` is refused"
                self.complain(MISTAKES, "equivalent", what, "it is not equivalent: remove it from the list")
            elif not dead and mutant.change not in excused:
                self.complain(REFERENCE, "cases", f"let pass `{mutant.change}`", "add a case, or list it as equivalent")
            self.proof.mutants += dead
            excused.discard(mutant.change)
        for mutant_change in sorted(excused):
            self.complain(MISTAKES, "equivalent", f"`{mutant_change}` is no mutant", "remove it or mend its text")

    def _refused(self, draws: Sequence[Draw], source: str) -> bool:
        return self._tried(draws, source).trouble is not None

    def _tried(self, draws: Sequence[Draw], source: str) -> Outcome:
        with np.errstate(all="ignore"):
            runner = Local(source)
            return Trial(functions_of(self._exercise), draws, runner, self._exercise.tolerance).run()

    def _drawn(self, salt: str, *, hidden: bool = False) -> tuple[Draw, ...]:
        key = f"{salt} {hidden}"
        if key not in self._draws:
            self._draws = {key: draw_all(self._exercise, salt, hidden=hidden)}
        return self._draws[key]


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("loops", path)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018 (a Python file has both)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value
