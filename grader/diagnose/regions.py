"""Patterns of region: what is wrong is a border, one block, or all but one step.

These describe and do not predict, so they are sought only where no exact pattern was found.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from exercises.content import Text
from grader.diagnose import clue, conditions
from grader.diagnose.axes import SPACE, base, block_name, blocks, cut
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Seen, Tensor, same
from grader.diagnose.shares import STEPS
from grader.diagnose.subject import Both, Subject
from grader.numgrad import Array

SOME = 3
"""Wrong cases in which the learner's code is run again."""
INSIDE = 4
"""Entries that must be right inside a border before it is called one."""

MOST_OF_IT = 0.5
"""Share of the entries of a block that are wrong where the block is."""


def find(evidence: Evidence, tensors: Sequence[Tensor], subject: Subject) -> list[Clue]:
    """One description for each tensor at most; a block with one step only where two tensors show it."""
    shaped = [t for t in tensors if all(seen.yours.shape == seen.true.shape for seen in t.wrong)]
    between = _between_steps(evidence, shaped)
    if between and (_mixes_steps_up(evidence, shaped, subject) or _is_conditional(evidence, between[0], subject)):
        between = []
    found = {name: said for said in between for name in said.tensors}
    for tensor in shaped:
        said = found.get(tensor.name) or _borders(tensor) or _block(tensor)
        if said is not None:
            found[tensor.name] = said
    single = [said for t in shaped if t.name not in found and (said := _block_in_one_step(t)) is not None]
    if len({said.shown for said in single}) == 1 < len(single):
        found |= {said.tensors[0]: said for said in single}
    return list({said.tensors: said for said in found.values()}.values())


def _between_steps(evidence: Evidence, tensors: Sequence[Tensor]) -> list[Clue]:
    """What passes from one step to the next is wrong: one step is right, and so is whatever sees a single step only.

    Where the step that nothing is carried to is wrong already, the other errors follow from that and are no pattern.
    """
    with_steps = [tensor for tensor in tensors if STEPS in tensor.axes]
    kept = {tensor.name: _right_step(tensor) for tensor in with_steps}
    single = any(seen.sizes.get(STEPS) == 1 for tensor in tensors for seen in tensor.wrong)
    if None in kept.values() or (single and not kept):
        return []
    whole = [t for t in tensors if conditions.parts(conditions.cases_of(t), lambda sizes: sizes.get(STEPS) == 1)]
    names = tuple(tensor.name for tensor in tensors if tensor.name in kept or tensor in whole)
    for tensor in with_steps[:1]:
        en, zh = kept[tensor.name] or ("", "")
        shown = Text(f"only the {en} step of {tensor.name} is right", f"{tensor.name} 只有{zh}步是对的")
        return [Clue("last-step", names, shown, tensor.example)]
    if whole and not evidence.forward:
        shown = Text("right for a single step, wrong for every longer sequence", "只有一个时间步时全对，更长的序列全错")
        return [Clue("last-step", names, shown, whole[0].example)]
    return []


def _mixes_steps_up(evidence: Evidence, tensors: Sequence[Tensor], subject: Subject) -> bool:
    """Whether the learner's code is right once all steps are alike: then one step's values stand in another's place.

    What comes back through the states' own weights is taken away in both runs, so that steps can be alike at all.
    """
    forward = evidence.solution.layer.forward
    states = {base(axis) for output in forward.outputs for axis in output.shape} - {STEPS, conditions.BATCH}
    own = [a.name for a in forward.args if len(a.shape) == 2 and {base(axis) for axis in a.shape} <= states]
    for seen in tensors[0].wrong[:SOME] if own and subject.can_be_asked else ():
        args = seen.draw.case.args
        cut_off = {name: np.zeros_like(args[name]) for name in own}
        alike = {a.name: _first_step(args[a.name], a.shape.index(STEPS)) for a in forward.args if STEPS in a.shape}
        apart, together = (subject.both(seen.draw, 1.0, **changed) for changed in (cut_off, cut_off | alike))
        if apart is None or together is None or _all_right(apart) or not _all_right(together):
            return False
    return bool(own) and subject.can_be_asked


def _is_conditional(evidence: Evidence, said: Clue, subject: Subject) -> bool:
    """Whether the learner's code is right under a condition that has nothing to do with steps, as a batch of one."""
    first = next(tensor for tensor in evidence.tensors if tensor.name == said.tensors[0])
    return subject.can_be_asked and bool(conditions.of(evidence, [first], subject))


def _first_step(array: Array, axis: int) -> Array:
    return np.repeat(np.take(array, [0], axis), array.shape[axis], axis)


def _all_right(both: Both) -> bool:
    yours, true = both
    return yours is not None and all(map(same, yours, true))


def _right_step(tensor: Tensor) -> tuple[str, str] | None:
    """The first or the last step, if it is right and every other is wrong, in every case with several steps."""
    if STEPS not in tensor.axes or len(tensor.wrong) < 2:
        return None
    axis = tensor.axes.index(STEPS)
    wrong = [np.any(np.moveaxis(s.wrong_entries, axis, 0).reshape(s.sizes[STEPS], -1), axis=1) for s in tensor.wrong]
    for kept, name in ((-1, ("last", "最后一")), (0, ("first", "第一"))):
        if all(not steps[kept] and np.delete(steps, kept).all() for steps in wrong):
            return name
    return None


def _borders(tensor: Tensor) -> Clue | None:
    """Every wrong entry lies within a border of rows and columns, and inside it all is right."""
    if tensor.axes[-2:] not in SPACE or len(tensor.wrong) < 2:
        return None
    inside = 0
    for seen in tensor.wrong:
        flat = np.any(seen.wrong_entries.reshape(-1, *seen.true.shape[-2:]), axis=0)
        if min(flat.shape) < 3:  # all border, which shows nothing
            continue
        width = next((k for k in range(1, (min(flat.shape) + 1) // 2) if not flat[k:-k, k:-k].any()), None)
        if width is None:
            return None
        inside += flat[width:-width, width:-width].size >= INSIDE
    if inside < 2:
        return None
    shown = Text("only entries at the borders are wrong, inside all is right", "只有靠近边界的元素不对，内部都是对的")
    return clue.of(tensor, "borders", shown)


def _block(tensor: Tensor) -> Clue | None:
    """The same block is wrong in every case."""
    return _of_blocks(tensor, tensor.wrong, Text()) if len(tensor.wrong) > 1 else None


def _block_in_one_step(tensor: Tensor) -> Clue | None:
    """Where nothing comes back from later steps, a wrong gate shows as one block."""
    single = [seen for seen in tensor.wrong if seen.sizes.get(STEPS) == 1]
    return _of_blocks(tensor, single, Text("with a single step, ", "只有一个时间步时，")) if single else None


def _of_blocks(tensor: Tensor, wrong: Sequence[Seen], when: Text) -> Clue | None:
    """One block that is wrong, or two in each other's place; of other sets no single block is to blame."""
    count = blocks(tensor.axes[-1]) if tensor.axes else 1
    if count < 2:
        return None
    bad = {tuple(map(bool, np.any(cut(seen.wrong_entries, count), axis=(0, 2)))) for seen in wrong}
    numbers = [k for k, is_wrong in enumerate(bad.pop()) if is_wrong] if len(bad) == 1 else []
    names = [block_name(k, count) for k in numbers]
    axis = tensor.axes[-1]
    if len(numbers) == 1:
        # A threshold (clipping, say) strikes where the numbers are large, and that may be one block by chance.
        if not all(cut(seen.wrong_entries, count)[:, numbers[0]].mean() > MOST_OF_IT for seen in wrong):
            return None
        shown = Text(
            f"{when.en}only the block {names[0]} of {axis} is wrong", f"{when.zh}{axis} 中只有 {names[0]} 块不对"
        )
    elif len(numbers) == 2 and _are_exchanged(wrong, count, *numbers):
        a, b = names
        shown = Text(
            f"{when.en}the blocks {a} and {b} stand in each other's place", f"{when.zh}{a}、{b} 两块互换了位置"
        )
    else:
        return None
    return clue.of(tensor, "block", shown, facts={"blocks": names})


def _are_exchanged(wrong: Sequence[Seen], count: int, one: int, two: int) -> bool:
    return all(
        same(cut(seen.yours, count)[:, a], cut(seen.true, count)[:, b])
        for seen in wrong
        for a, b in ((one, two), (two, one))
    )
