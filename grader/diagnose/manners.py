"""Patterns of manners: right at the first call only, or inputs that come back changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from exercises.content import Text
from grader.compare import SAME, alike
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Tensor, same
from grader.diagnose.subject import Subject
from grader.draws import Draw
from grader.kinds import Layer
from grader.messages import apart
from grader.outcome import Outcome
from grader.report import Check

CLEAR = 1e-6
"""How wrong the second call must be before it is told apart from the first."""

MOSTLY = 2 / 3
"""In how many of the refused cases the first call must be right: a fault that depends on the numbers of the upstream
gradient spares the first and not the second call in a third of them."""


def first_call(evidence: Evidence, outcome: Outcome, subject: Subject) -> list[Clue]:
    """Gradients that were refused though those of the first call are right: it is the second call that is wrong.

    What depends on the numbers of the upstream gradient (clipping, say) looks the same. So the second upstream gradient
    must give right ones when it comes first in a new process.
    """
    found: dict[str, Check] = {}
    for tensor in evidence.wrong if evidence.stage == "gradient" else ():
        cases = {seen.draw.case.name: seen for seen in tensor.wrong}
        refused = {case: outcome.checks[f"gradient:{tensor.name}", case] for case in cases}
        later = [case for case, seen in cases.items() if alike(seen.yours, seen.true, 10 * SAME)]
        first = tensor.seen[0].draw.case.name
        clear = all((check.error or 0.0) > CLEAR for check in refused.values())
        often = 1 < len(later) >= MOSTLY * len(refused) or later == [first]
        if clear and first in later and often and refused[first].worst:
            draw = replace(cases[first].draw, upstreams=cases[first].draw.upstreams[::-1])
            if not subject.can_be_asked or subject.is_right_alone(draw, [tensor.position]):
                found[tensor.name] = refused[first]
    return [_second(tuple(found), next(iter(found.values())))] if found else []


def _second(names: tuple[str, ...], check: Check) -> Clue:
    """What the second call gave."""
    entry = check.worst[0]
    yours, true = apart(entry)
    index = f"[{', '.join(map(str, entry.index))}]" if entry.index else ""
    shown = Text(
        f"with another upstream gradient {names[0]}{index} is {yours}, it must be {true} (case {check.case})",
        f"换一个上游梯度再调用，{names[0]}{index} 是 {yours}，应为 {true}（用例 {check.case}）",
    )
    facts = {"case": check.case, "index": list(entry.index), "yours": entry.yours, "expected": entry.expected}
    return Clue("first-call", names, shown, facts=facts)


def repeated(outcome: Outcome) -> Iterator[Clue]:
    """At the stage `repeat` everything was right the first time."""
    for trouble in outcome.troubles:
        if trouble.stage == "repeat" and trouble.failure is None:
            shown = Text(
                "it is right at the first call and not the same when the function runs again",
                "第一次调用是对的，再次运行就不一样了",
            )
            yield Clue("first-call", (trouble.tensor or trouble.function,), shown, facts={"case": trouble.case})
            return


def only_first(subject: Subject, draws: Sequence[Draw], failed: set[str], who: str) -> list[Clue]:
    """The very first case works and every later one raises, though that works too when it is the first.

    Without a process to ask, the sizes must do: the first case alone has no size of 1, which much wrong code forgives.
    """
    first, *later = draws
    if first.case.name in failed or not later or not failed.issuperset(draw.case.name for draw in later):
        return []
    if subject.can_be_asked and not subject.is_right_alone(later[0], ()):
        return []
    sizes, *others = [subject.sizes_of(draw) for draw in draws]
    one = any(size == 1 and all(other[name] > 1 for other in others) for name, size in sizes.items())
    if one and not subject.can_be_asked:
        return []
    shown = Text(
        f"case {first.case.name} comes first and works, every later case fails",
        f"最先运行的用例 {first.case.name} 正常，之后的用例全部失败",
    )
    return [Clue("first-call", (who,), shown)]


def alone(_: Evidence, tensors: Sequence[Tensor], subject: Subject) -> list[Clue]:
    """Wrong in the course of all cases, right in a new process: two cases, if there are two."""
    positions = [tensor.position for tensor in tensors]
    off = [seen for seen in tensors[0].wrong if not same(seen.yours, seen.true)]
    if not off or not all(subject.is_right_alone(seen.draw, positions) for seen in off[:2]):
        return []
    smallest = off[0]
    shown = Text(
        f"case {smallest.draw.case.name} is right in a new process, and wrong after others have run",
        f"用例 {smallest.draw.case.name} 在新进程里单独运行是对的，在其他用例之后运行就不对了",
    )
    return [Clue("first-call", tuple(tensor.name for tensor in tensors), shown, smallest)]


def inputs_changed(layer: Layer, draws: Sequence[Draw], outcome: Outcome) -> Iterator[Clue]:
    """Arguments that did not come back as they went out, with one entry before and after."""
    said: set[str] = set()
    for draw in draws:
        sent = {
            a.name: draw.case.args[a.name] for a in layer.forward.args if isinstance(draw.case.args[a.name], np.ndarray)
        }
        sent |= layer.pulling(draw.upstreams[0])
        back = outcome.arrays.get(("inputs", draw.case.name), ())
        for (name, was), now in zip(sent.items(), back, strict=False):
            if name in said or was.shape != now.shape or np.array_equal(was, now, equal_nan=True):
                continue
            said.add(name)
            index = tuple(int(i) for i in np.argwhere(was != now)[0])
            facts = {"case": draw.case.name, "index": list(index), "was": float(was[index]), "now": float(now[index])}
            shown = Text(
                f"{name}{list(index)} was {was[index]:.6g} before the call and is {now[index]:.6g} after it",
                f"{name}{list(index)} 调用前是 {was[index]:.6g}，调用后是 {now[index]:.6g}",
            )
            yield Clue("input-changed", (name,), shown, facts=facts)
