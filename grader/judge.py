"""One submission in, one Report out.

The verdict is a function of the inputs that we drew and the raw arrays that came back. What a submission prints,
exits with or writes is shown and never counts. Owns the order: load, functions, trial, cost, diagnosis, report.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from exercises.catalog import Exercise, Limits, Stage
from exercises.content import Text
from grader import cost, messages
from grader.calls import Layer
from grader.diagnose import known_mistakes
from grader.draws import Draw, draw_all
from grader.outcome import ORDER, Outcome
from grader.report import Check, Finding, Note, Report, Verdict
from grader.sandbox import Sandbox, SandboxError
from grader.sandbox.child import Child, Failure
from grader.tasks import Options
from grader.trial import GraderFault, Trial

SUBMISSION = "submission"
START = 20.0
"""Seconds that a child may take to say hello; a cold disk and a busy machine are slow, not broken."""
TIMING = Limits(seconds=120.0)
STRICT = frozenset({"single-precision", "loses-digits"})
UNWEIGHTED: frozenset[Stage] = frozenset({"loads", "functions", "calls", "shape", "gradient-shape"})

VERDICTS: dict[str, Verdict] = {
    "timeout": "timeout",
    "memory": "memory",
    "blocked": "blocked",
    "structure": "fail",
    "too-large": "fail",
}


@dataclass
class Judgement:
    """What is known so far about one submission."""

    verdict: Verdict = "pass"
    stage: Stage | None = None
    message: Text = messages.PASSED
    checks: list[Check] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    output: str = ""
    isolation: str = ""

    def refuse(self, verdict: Verdict, stage: Stage, message: Text) -> None:
        """The first refusal stands."""
        if self.verdict == "pass":
            self.verdict, self.stage, self.message = verdict, stage, message


def judge(exercise: Exercise, source: bytes, options: Options, sandbox: Sandbox) -> Report:
    """Judge one submission. Never raises for anything a submission does; our own faults end as verdict `infra`."""
    start = time.perf_counter()
    options = replace(options, salt=options.salt or secrets.token_hex(4))
    done = _Attempt(exercise, source, options, sandbox).run()
    if done.verdict == "infra":
        done = _Attempt(exercise, source, options, sandbox).run()
    return Report(
        exercise=exercise.id,
        exercise_sha=hashlib.sha256(b"".join(exercise.sha_parts)).hexdigest(),
        file=options.file,
        sha256=hashlib.sha256(source).hexdigest(),
        salt=options.salt,
        verdict=done.verdict,
        stage=done.stage,
        score=0.0 if done.verdict == "infra" else score(exercise, done.checks),
        checks=tuple(done.checks),
        message=done.message,
        findings=done.findings,
        notes=done.notes,
        output=done.output,
        isolation=done.isolation,
        ms=1000 * (time.perf_counter() - start),
    )


def score(exercise: Exercise, checks: Sequence[Check]) -> float:
    """Weighted share of checks x cases that passed; one that was not reached counts 0.

    A weight is looked up by check id, then by stage; what merely has to be there (loads, shapes) weighs nothing.
    """
    weights = [
        exercise.weights.get(c.id, exercise.weights.get(c.stage, 0.0 if c.stage in UNWEIGHTED else 1.0)) for c in checks
    ]
    total = sum(weights)
    return sum(w for w, c in zip(weights, checks, strict=True) if c.passed) / total if total else 0.0


class _Attempt:
    """One try at one submission."""

    def __init__(self, exercise: Exercise, source: bytes, options: Options, sandbox: Sandbox) -> None:
        self._exercise = exercise
        self._layer = Layer(exercise)
        self._source = source
        self._options = options
        self._sandbox = sandbox
        self._done = Judgement()

    def run(self) -> Judgement:
        """Through all stages, as far as it gets."""
        exercise, options, done = self._exercise, self._options, self._done
        draws = draw_all(exercise, options.salt)
        try:
            self._round(draws, timed=True)
            if options.hidden and done.verdict == "pass":
                second = draw_all(exercise, f"{options.salt}-hidden", hidden=True)
                self._round([replace(d, case=replace(d.case, hidden=True)) for d in second])
        except (SandboxError, GraderFault) as fault:
            return Judgement("infra", None, messages.INFRA.format(why=fault))
        for note in done.notes if options.strict else ():
            if note.id in STRICT:
                done.refuse("fail", "gradient", messages.refused(note.id, note.text))
        done.checks.extend(_not_reached(exercise, draws, done.checks))
        return done

    def _round(self, draws: Sequence[Draw], *, timed: bool = False) -> None:
        """One fresh child through loading and the trial, then its timing. Raises SandboxError and GraderFault."""
        if not draws:
            raise GraderFault(messages.NO_CASES)
        with Child(self._sandbox.take()) as child:
            self._done.isolation = f"{self._sandbox.level}: {child.greet(START)}"
            if self._load(child):
                self._settle(draws, Trial(self._layer, draws, child, self._exercise.tolerance).run())
            if timed and self._done.verdict == "pass":
                self._cost(draws, child)
        self._done.output = child.output()

    def _load(self, child: Child) -> bool:
        done, limits = self._done, self._exercise.limits
        loaded = child.load([(SUBMISSION, self._source)], limits, seed=0)
        if isinstance(loaded, Failure):
            done.refuse(
                VERDICTS.get(loaded.cause, "error"), "loads", messages.of_failure(loaded, messages.FILE, limits.seconds)
            )
            done.checks.append(Check("loads", "loads", "", "", passed=False))
            return False
        fault = _function_fault(self._layer, loaded.get("functions"))
        done.checks.append(Check("loads", "loads", "", "", passed=True))
        done.checks.append(Check("functions", "functions", "", "", passed=fault is None))
        if fault:
            done.refuse("error", "functions", fault)
        return fault is None

    def _settle(self, draws: Sequence[Draw], outcome: Outcome) -> None:
        done = self._done
        done.checks.extend(outcome.checks.values())
        done.notes += tuple(messages.note(note_id, facts) for note_id, facts in outcome.notes.items())
        trouble = outcome.trouble
        if trouble is None:
            return
        verdict: Verdict = "fail"
        if trouble.failure is not None and trouble.failure.facts.get("type") != "NotImplementedError":
            verdict = VERDICTS.get(trouble.failure.cause, "error")
        done.refuse(verdict, trouble.stage, messages.of_trouble(trouble, self._exercise))
        done.findings = known_mistakes(self._exercise, draws, outcome)

    def _cost(self, draws: Sequence[Draw], child: Child) -> None:
        checks = cost.checks(self._exercise, draws, self._options.salt, child, self._fresh)
        self._done.checks.extend(checks)
        for check in checks:
            if not check.passed:
                self._done.refuse("fail", "cost", messages.of_cost(check))

    def _fresh(self) -> Child:
        child = Child(self._sandbox.take())
        child.greet(START)
        child.load([(SUBMISSION, self._source)], TIMING, seed=0)
        return child


def _function_fault(layer: Layer, defined: object) -> Text | None:
    """What is wrong with the functions the child says it has; a lie only fails later."""
    told = defined if isinstance(defined, dict) else {}
    receiving = [f"d{output.name}" for output in layer.forward.outputs if output.upstream]
    arguments = {layer.forward.name: [a.name for a in layer.forward.args], layer.backward.name: [*receiving, "cache"]}
    for name, wanted in arguments.items():
        if name not in told:
            return messages.missing(name, [str(key) for key in told])
        match told[name]:
            case [int(least), int(most)] if not least <= len(wanted) <= most:
                return messages.arity(name, wanted, least, most)
    return None


def _not_reached(exercise: Exercise, draws: Sequence[Draw], checks: Sequence[Check]) -> list[Check]:
    """Every check that exists for this exercise and was not made, so that reports always list the same ones."""
    layer = Layer(exercise)
    made = {(check.id, check.case) for check in checks if not check.hidden}
    tensors: dict[Stage, Sequence[str]] = {
        "shape": layer.outputs,
        "forward": layer.outputs,
        "gradient-shape": layer.gradients,
        "gradient": layer.gradients,
    }
    found = [Check(stage, stage, "", "") for stage in ORDER[:2] if (stage, "") not in made]
    for stage in ORDER[2:-1]:
        for tensor in tensors.get(stage, ("",)):
            check_id = f"{stage}:{tensor}" if tensor else stage
            found += [
                Check(check_id, stage, tensor, d.case.name, d.case.hidden)
                for d in draws
                if (check_id, d.case.name) not in made
            ]
    if not any(check.stage == "cost" for check in checks):
        found += [Check("cost", "cost", size, "") for size in exercise.growth]
    return found
