"""Names the mistake: first the known ones of the exercise, then general patterns, from the arrays.

Where those do not decide, the learner's code is run again on changed sizes, in a process of its own (`subject`).

Owns the order in which causes are sought and how many are told. A finding is right or absent: silence beats a wrong
cause. A known mistake explains tensors that it gives exactly; a pattern must hold in every case. Exact patterns predict
the learner's arrays; only what none of them explains is described by region or by condition. Two causes in different
tensors are both named. Nothing here counts for the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from exercises.catalog import Exercise, Mistake
from exercises.content import Text
from grader.diagnose import conditions, inner, known, manners, numbers, places, ratio, regions, terms, words
from grader.diagnose.clue import Clue, grouped
from grader.diagnose.evidence import Evidence, Tensor, gather
from grader.diagnose.solution import BACKWARD, Solution
from grader.diagnose.subject import Start, Subject
from grader.draws import Draw
from grader.outcome import Outcome, Trouble
from grader.report import Finding

__all__ = ["diagnose", "patterns"]

MOST = 3
NO_SUCH_NAME = frozenset({"AttributeError", "ImportError", "ModuleNotFoundError", "NameError"})
"""UnboundLocalError is not among them: a branch that is not taken leaves a variable without a value."""

Seek = Callable[[Evidence, Sequence[Tensor]], list[Clue]]


def diagnose(
    exercise: Exercise,
    draws: Sequence[Draw],
    outcome: Outcome,
    start: Start | None = None,
    solution: Solution | None = None,
) -> tuple[Finding, ...]:
    """What explains this outcome: the known mistakes, then patterns up to three findings, the most specific first.

    `start` gives a process of its own that has the learner's functions; it is asked for where arrays do not suffice.
    Who has several outcomes of the same draws explained gives one `solution` for all, which keeps what it has run.
    """
    stage, trouble = outcome.stage, outcome.trouble
    if stage is None or trouble is None:
        return ()
    solution = solution or Solution(exercise)
    matches = known.matches(exercise, solution, draws, outcome)
    evidence = gather(solution, draws, outcome)
    which = words.which(evidence) if evidence is not None and evidence.wrong else _which(outcome, len(draws))
    found = [_of_mistake(mistake, _explained(effect, evidence), trouble, which) for mistake, effect in matches]
    explained = frozenset().union(*(effect for _, effect in matches))
    if evidence is not None or not matches:
        case = _Case(solution, draws, outcome, evidence)
        found += _general(case, start, explained)
    return tuple(found[: max(MOST, len(matches))])


def patterns(
    exercise: Exercise, draws: Sequence[Draw], outcome: Outcome, start: Start | None = None
) -> tuple[Finding, ...]:
    """The general patterns alone, as if the exercise knew no mistakes."""
    if outcome.stage is None:
        return ()
    solution = Solution(exercise)
    case = _Case(solution, draws, outcome, gather(solution, draws, outcome))
    return tuple(_general(case, start, frozenset())[:MOST])


@dataclass(frozen=True)
class _Case:
    """All that is known of one failing submission."""

    solution: Solution
    draws: Sequence[Draw]
    outcome: Outcome
    evidence: Evidence | None


def _general(case: _Case, start: Start | None, explained: frozenset[int]) -> list[Finding]:
    trouble, evidence = case.outcome.trouble, case.evidence
    stage = case.outcome.stage
    raised = trouble is not None and trouble.function == case.solution.layer.backward.name
    with Subject(case.solution, start, backward=stage in BACKWARD or raised) as subject:
        if evidence is None:
            return _without_arrays(case, subject)
        if {tensor.position for tensor in evidence.wrong} <= explained:
            return []
        return _of_arrays(case, evidence, subject, explained)


def _of_arrays(case: _Case, evidence: Evidence, subject: Subject, explained: frozenset[int]) -> list[Finding]:
    """Exact patterns, then descriptions of what is left, then inputs that were changed on the way."""
    draws, outcome, which = case.draws, case.outcome, words.which(evidence)
    clues = grouped(_clues(evidence, outcome, subject, explained))
    if evidence.stage in BACKWARD:
        clues += manners.inputs_changed(evidence.solution.layer, draws, outcome)
    return [words.finding(clue, evidence.stage, which) for clue in clues]


def _clues(evidence: Evidence, outcome: Outcome, subject: Subject, explained: frozenset[int]) -> list[Clue]:
    """One kind of pattern after the other, each for the tensors that none before it has named."""
    rest = [tensor for tensor in evidence.wrong if tensor.position not in explained]
    found: list[Clue] = manners.first_call(evidence, outcome, subject)
    exact: list[Seek] = [ratio.find, places.find, terms.find, numbers.find]
    describing: Seek = partial(regions.find, subject=subject)
    asking: list[Seek] = [partial(find, subject=subject) for find in (manners.alone, numbers.asked, conditions.of)]
    for seek in [*exact, describing, inner.find, *asking]:
        named = {name for clue in found for name in clue.tensors}
        rest = [tensor for tensor in rest if tensor.name not in named]
        said = seek(evidence, rest) if rest else []
        found += said
        if said and seek is describing:  # what else is wrong follows from that
            break
    return found


def _without_arrays(case: _Case, subject: Subject) -> list[Finding]:
    """What can be said where a function raised, is not repeatable or changes its inputs."""
    outcome, draws, layer = case.outcome, case.draws, case.solution.layer
    stage, trouble = outcome.stage, outcome.trouble
    if stage is None or trouble is None:
        return []
    if stage == "repeat":
        clues = list(manners.repeated(outcome))
    elif stage == "inputs":
        clues = list(manners.inputs_changed(layer, draws, outcome))
    else:
        clues = _raised(case, subject, trouble) if trouble.function else []
    where = _which(outcome, len(draws))
    return [words.finding(clue, stage, where) for clue in clues]


def _raised(case: _Case, subject: Subject, trouble: Trouble) -> list[Clue]:
    """The condition under which nothing is raised; a name that does not exist is wrong in any case."""
    if trouble.failure is not None and trouble.failure.facts.get("type") in NO_SUCH_NAME:
        return []
    who, failed = trouble.function, {t.case for t in case.outcome.troubles if t.stage == trouble.stage}
    sized = [(draw, subject.sizes_of(draw)) for draw in case.draws]
    if first := manners.only_first(subject, case.draws, failed, who):
        return first
    said = conditions.find([(sizes, draw.case.name not in failed) for draw, sizes in sized])
    if subject.can_be_asked and trouble.failure is not None and trouble.failure.cause == "raised":
        said = conditions.tried(subject, [(draw, sizes) for draw, sizes in sized if draw.case.name in failed])
    return [Clue(said[0], (who,), said[1])] if said else []


def _explained(effect: frozenset[int], evidence: Evidence | None) -> list[Tensor]:
    return [] if evidence is None else [tensor for tensor in evidence.wrong if tensor.position in effect]


def _of_mistake(mistake: Mistake, tensors: Sequence[Tensor], trouble: Trouble, which: Text) -> Finding:
    """A known mistake: its own words, with the numbers of the first tensor that it explains."""
    if not tensors:
        where = f"{trouble.stage}:{trouble.tensor}" if trouble.tensor else trouble.stage
        return Finding(mistake.id, where, {"case": trouble.case}, mistake.text, (which, mistake.text))
    name, seen = tensors[0].name, tensors[0].example
    facts = {"case": seen.draw.case.name, "tensors": [tensor.name for tensor in tensors], **words.entry(seen)}
    steps = (which, words.entries(name, seen), mistake.text)
    return Finding(mistake.id, f"{trouble.stage}:{name}", facts, mistake.text, steps)


def _which(outcome: Outcome, total: int) -> Text:
    """The first step where there are no arrays to compare."""
    trouble, stage = outcome.trouble, outcome.stage
    bad = {t.case for t in outcome.troubles if t.stage == stage}
    who = (trouble.tensor or trouble.function) if trouble is not None else ""
    return Text(f"{who} fails in {len(bad)} of {total} cases", f"{total} 个用例中有 {len(bad)} 个的 {who} 未通过")
