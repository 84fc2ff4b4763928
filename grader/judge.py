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

from exercises.catalog import Exercise, Stage
from exercises.content import BrokenContent, Text
from grader import cost, goal, messages, shown
from grader.consistent import more_checks
from grader.counterexample import Counterexample
from grader.diagnose import diagnose
from grader.drawing import draw_all, draw_hidden
from grader.draws import Draw, GraderFault
from grader.errand import Errand, nobody
from grader.harmless import Work, judged
from grader.heat import pictured
from grader.kinds import Layer, functions_of
from grader.outcome import Outcome
from grader.report import Check, Finding, Note, Printed, Report, TraceFrame, Verdict
from grader.rows import not_reached, score
from grader.sandbox import Sandbox, SandboxError
from grader.sandbox.child import Child, Failure
from grader.shrink import shrink
from grader.starts import START, SUBMISSION, Starts
from grader.tasks import Options
from grader.tries import IMPOSSIBLE

MOST_SOURCE = 1 << 20
"""Bytes of a file; a solution has some thousand, and a million lines cost a gigabyte to compile."""
STRICT = frozenset({"single-precision", "epsilon", "loses-digits"})

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
    outputs: tuple[Printed, ...] = ()
    trace: tuple[TraceFrame, ...] = ()
    counterexample: Counterexample | None = None
    isolation: str = ""
    hidden: bool = False
    """What is said of it was seen in the hidden cases."""

    def refuse(self, verdict: Verdict, stage: Stage, message: Text) -> None:
        """The first refusal stands."""
        if self.verdict == "pass":
            self.verdict, self.stage, self.message = verdict, stage, message


def judge(
    exercise: Exercise, source: bytes, options: Options, sandbox: Sandbox, errand: Errand | None = None
) -> Report:
    """Judge one submission. Never raises for anything a submission does; our own faults end as verdict `infra`.

    Raises Cancelled where the errand was called off.
    """
    start = time.perf_counter()
    options = replace(options, salt=options.salt or secrets.token_hex(4))
    starts = Starts(exercise, source, sandbox, errand or Errand())
    done = _Attempt(exercise, source, options, starts).run()
    if done.verdict == "infra":
        done = _Attempt(exercise, source, options, starts).run()
    starts.errand.go_on()  # a process that was killed for it says nothing about the submission
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
        outputs=done.outputs,
        trace=done.trace,
        counterexample=done.counterexample,
        isolation=done.isolation,
        ms=1000 * (time.perf_counter() - start),
        hidden=done.hidden,
    )


class _Attempt:
    """One try at one submission."""

    def __init__(self, exercise: Exercise, source: bytes, options: Options, starts: Starts) -> None:
        self._exercise = exercise
        self._layer = functions_of(exercise)
        self._source = source
        self._options = options
        self._starts = starts
        self._done = Judgement()

    def run(self) -> Judgement:
        """Through all stages, as far as it gets; those that passed are told. Raises Cancelled."""
        exercise, options, done = self._exercise, self._options, self._done
        try:
            draws = list(draw_all(exercise, options.salt))
            self._round(draws, first=True)
            if options.hidden and done.verdict == "pass":
                hidden = draw_hidden(exercise, options.salt)
                self._round(hidden)
                done.hidden = done.verdict != "pass"
                draws += hidden
        except (SandboxError, GraderFault) as fault:
            return Judgement("infra", None, messages.INFRA.format(why=fault))
        if options.strict:
            self._be_strict()
        done.checks.extend(not_reached(exercise, draws, done.checks))
        return done

    def _round(self, draws: Sequence[Draw], *, first: bool = False) -> None:
        """One fresh child through loading and the trial, then its timing. Raises SandboxError and GraderFault."""
        if not draws:
            raise GraderFault(messages.NO_CASES)
        with self._starts.bare() as child:
            self._done.isolation = f"{self._starts.level}: {child.greet(START)}"
            if self._load(child):
                told = self._starts.errand.passed if first else nobody
                work = Work(self._layer, draws, self._exercise.tolerance, self._starts.variant, told)
                self._settle(draws, judged(work, child, self._source))
            if first and self._done.verdict == "pass":
                self._cost(child)
            if first and self._done.verdict == "pass" and self._exercise.kind == "program":
                self._goal()
        if first:  # what hidden cases print would tell what they are
            self._done.output = child.output()
            self._done.outputs = shown.printed(child.prints())

    def _be_strict(self) -> None:
        """Refuse what was let off, by name, and take its points."""
        done, tolerance = self._done, self._exercise.tolerance
        for note in done.notes:
            if note.id in STRICT:
                done.hidden |= done.verdict == "pass" and note.hidden
                done.refuse("fail", "gradient", messages.refused(note.id, note.text))
        done.checks = [
            replace(c, passed=False)
            if c.passed and not (c.own_forward or c.stage in ("cost", "goal")) and (c.tolerance or 0.0) > tolerance
            else c
            for c in done.checks
        ]

    def _load(self, child: Child) -> bool:
        done, limits = self._done, self._exercise.limits
        if len(self._source) > MOST_SOURCE:
            done.refuse("error", "loads", messages.TOO_LONG)
            done.checks.append(Check("loads", "loads", "", "", passed=False))
            return False
        loaded = child.load([(SUBMISSION, self._source)], limits, seed=0)
        if isinstance(loaded, Failure):
            done.refuse(
                VERDICTS.get(loaded.cause, "error"), "loads", messages.of_failure(loaded, messages.FILE, limits.seconds)
            )
            done.trace = shown.trace(loaded)
            done.checks.append(Check("loads", "loads", "", "", passed=False))
            return False
        fault = _function_fault(self._layer, loaded.get("functions"))
        done.checks.append(Check("loads", "loads", "", "", passed=True))
        done.checks.append(Check("functions", "functions", "", "", passed=fault is None))
        self._starts.errand.passed("loads")
        if fault:
            done.refuse("error", "functions", fault)
        else:
            self._starts.errand.passed("functions")
        return fault is None

    def _settle(self, draws: Sequence[Draw], outcome: Outcome) -> None:
        done = self._done
        done.checks.extend(pictured(outcome))
        notes = (messages.note(note_id, facts) for note_id, facts in outcome.notes.items())
        done.notes += tuple(replace(note, hidden=draws[0].case.hidden) for note in notes)
        trouble = outcome.trouble
        if trouble is None:
            return
        verdict: Verdict = "fail"
        if trouble.failure is not None:
            done.trace = shown.trace(trouble.failure)
            if trouble.failure.facts.get("type") != "NotImplementedError":
                verdict = VERDICTS.get(trouble.failure.cause, "error")
        done.refuse(verdict, trouble.stage, messages.of_trouble(trouble, self._exercise))
        done.findings = self._findings(draws, outcome)
        if self._options.points and outcome.stage == "forward":
            self._own_forward(draws, outcome)
        if self._options.shrink:
            done.counterexample = self._smallest(draws, outcome)

    def _findings(self, draws: Sequence[Draw], outcome: Outcome) -> tuple[Finding, ...]:
        """The causes; a verdict without one is still a verdict, so sizes that make no sense, and broken files of known
        mistakes, cost nobody theirs."""
        try:
            return diagnose(self._exercise, draws, outcome, self._starts.again)
        except (SandboxError, GraderFault, BrokenContent, *IMPOSSIBLE):
            return ()

    def _own_forward(self, draws: Sequence[Draw], outcome: Outcome) -> None:
        """Points for a backward that is right for a forward that is not; whatever goes wrong here, there are none."""
        try:
            with self._starts.variant(self._source) as child:
                checks = more_checks(self._layer, draws, outcome, child)
        except (SandboxError, GraderFault, *IMPOSSIBLE):
            return
        self._done.checks.extend(checks)
        if named := dict.fromkeys(check.tensor for check in checks if check.own_forward):
            note = messages.note("own-forward", {"tensors": ", ".join(named)})
            self._done.notes += (replace(note, hidden=draws[0].case.hidden),)

    def _smallest(self, draws: Sequence[Draw], outcome: Outcome) -> Counterexample | None:
        """A verdict without a counterexample is still a verdict: whatever goes wrong here, there is none."""
        try:
            with self._starts.again() as child:
                return shrink(self._exercise, draws, outcome, self._done.findings, child)
        except (SandboxError, GraderFault, BrokenContent, *IMPOSSIBLE):
            return None

    def _cost(self, child: Child) -> None:
        checks = cost.checks(self._exercise, self._options.salt, child, self._starts.fresh)
        self._done.checks.extend(checks)
        for check in checks:
            if not check.passed:
                self._done.refuse("fail", "cost", messages.of_cost(check))
        if checks and self._done.verdict == "pass":
            self._starts.errand.passed("cost")

    def _goal(self) -> None:
        found = goal.reached(self._exercise, self._options.salt, self._starts.fresh)
        self._done.checks.append(found.check)
        if found.failure is not None:
            verdict = VERDICTS.get(found.failure.cause, "error")
            self._done.refuse(verdict, "goal", messages.of_failure(found.failure, messages.CODE, found.seconds))
        elif not found.check.passed:
            self._done.refuse("fail", "goal", messages.of_goal(found.check, self._exercise))
        else:
            self._starts.errand.passed("goal")


def _function_fault(layer: Layer, defined: object) -> Text | None:
    """What is wrong with the functions the child says it has; a lie only fails later."""
    told = defined if isinstance(defined, dict) else {}
    for name, wanted in layer.signatures.items():
        if name not in told:
            return messages.missing(name, [str(key) for key in told])
        match told[name]:
            case [int(least), int(most)] if not least <= len(wanted) <= most:
                return messages.arity(name, wanted, least, most)
    return None
