"""Findings in English and Chinese: the cause, what shows it, and the steps in which it is told.

Owns wording only. Every finding has three steps: which tensors are wrong, what is to be seen in them, and the cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from exercises.catalog import Stage
from exercises.content import Text
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Seen
from grader.messages import apart
from grader.report import Entry, Finding

CAUSES = {
    "factor": Text("{who} {has_have} a wrong factor in {it_them}", "{who} 里有一个错误的倍数"),
    "sign": Text("{who} {has_have} a wrong sign in {it_them}", "{who} 里有符号错误"),
    "transposed": Text("{who} {is_are} wrong by a transpose", "{who} 的转置有问题"),
    "wrong-axis": Text("{who} {is_are} summed over the wrong axis", "{who} 沿错误的轴求了和"),
    "not-summed": Text("{who} {is_are} not summed", "{who} 没有求和"),
    "mean-for-sum": Text("{who} {is_are} averaged where the sum is asked for", "{who} 取了平均，应当求和"),
    "order": Text("{who} {is_are} returned in the wrong order", "{who} 的返回顺序不对"),
    "another-gradient": Text("{who} {is_are} not the gradient asked for", "{who} 返回的是另一个梯度"),
    "zero": Text("{who} {comes} out as zero", "{who} 全为零"),
    "ones-upstream": Text("{who} {ignores} the upstream gradient", "{who} 没有用上游梯度"),
    "missing-term": Text("{who} {misses} a term", "{who} 漏了一项"),
    "borders": Text("{who} {is_are} wrong at the borders", "{who} 的边界处理不对"),
    "last-step": Text("{who} {is_are} wrong beyond a single step", "{who} 一旦涉及多个时间步就不对"),
    "block": Text("{who} {is_are} wrong through one block of columns", "{who} 因其中一块列处理有误而不对"),
    "only-stride": Text("{who} {is_are} wrong when the stride is not 1", "步长不为 1 时 {who} 就不对"),
    "only-batch": Text("{who} {is_are} wrong when the batch holds more than one sample", "批量大于 1 时 {who} 就不对"),
    "only-non-square": Text("{who} {is_are} wrong when the sizes are not square", "尺寸不是方形时 {who} 就不对"),
    "first-call": Text("{who} {is_are} right at the first call only", "{who} 只有第一次调用时正确"),
    "input-changed": Text("the input {who} is changed in place", "输入 {who} 被原地修改了"),
    "float32": Text("{who} {is_are} computed in too low a precision", "{who} 的计算精度太低"),
    "overflow": Text("{who} {overflows}", "{who} 发生了溢出"),
    "epsilon": Text("{who} {has_have} an epsilon in {it_them} that is too large", "{who} 里的 epsilon 太大"),
}


def finding(clue: Clue, stage: Stage, which: Text) -> Finding:
    """The finding of a clue; `which` is its first step."""
    many = len(clue.tensors) > 1
    verbs = {
        "comes": "come" if many else "comes",
        "it_them": "them" if many else "it",
        "is_are": "are" if many else "is",
        "has_have": "have" if many else "has",
        "ignores": "ignore" if many else "ignores",
        "misses": "miss" if many else "misses",
        "overflows": "overflow" if many else "overflows",
    }
    cause = Text(
        CAUSES[clue.name].en.format(who=listed(clue.tensors), **verbs),
        CAUSES[clue.name].zh.format(who="、".join(clue.tensors)),
    )
    evidence = {"tensors": list(clue.tensors), **clue.facts}
    numbers = Text()
    if clue.seen is not None:
        evidence = {"case": clue.seen.draw.case.name, **entry(clue.seen), **evidence}
        if "ratio" not in clue.facts:
            numbers = _numbers(clue.tensors[0], clue.seen)
    text = Text(f"{cause.en}: {clue.shown.en}{numbers.en}", f"{cause.zh}：{clue.shown.zh}{numbers.zh}")
    shown = Text(f"{clue.shown.en}{numbers.en}", f"{clue.shown.zh}{numbers.zh}")
    return Finding(f"pattern:{clue.name}", f"{stage}:{clue.tensors[0]}", evidence, text, (which, shown, text))


def which(evidence: Evidence) -> Text:
    """The first step: which tensors are wrong, in how many cases, and which are right."""
    wrong = [tensor.name for tensor in evidence.wrong]
    right = [tensor.name for tensor in evidence.tensors if not tensor.wrong]
    bad = {seen.draw.case.name for tensor in evidence.wrong for seen in tensor.wrong}
    total = len(evidence.tensors[0].seen)
    en = f"{listed(wrong)} {'are' if len(wrong) > 1 else 'is'} wrong in {len(bad)} of {total} cases"
    zh = f"{total} 个用例中有 {len(bad)} 个的 {'、'.join(wrong)} 不对"
    if right:
        en += f"; {listed(right)} {'are' if len(right) > 1 else 'is'} right"
        zh += f"；{'、'.join(right)} 正确"
    return Text(en, zh)


def entries(name: str, seen: Seen) -> Text:
    """The second step where no pattern is known: how many entries are wrong, and the worst."""
    if seen.yours.shape != seen.true.shape:
        return Text(
            f"{name} has the shape {seen.yours.shape}; it must be {seen.true.shape}",
            f"{name} 的形状是 {seen.yours.shape}，应为 {seen.true.shape}",
        )
    bad, total = int(seen.wrong_entries.sum()), seen.true.size
    numbers, case = _numbers(name, seen), seen.draw.case.name
    return Text(
        f"{bad} of {total} entries of {name} are wrong in case {case}{numbers.en}",
        f"用例 {case} 中 {name} 的 {total} 个元素里有 {bad} 个不对{numbers.zh}",
    )


def listed(names: Sequence[str]) -> str:
    """dx, dw and db"""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _numbers(name: str, seen: Seen) -> Text:
    """Two numbers, or two shapes, that differ: yours and the true one."""
    if seen.yours.shape != seen.true.shape:
        mine, right = seen.yours.shape, seen.true.shape
        return Text(f"; {name} has the shape {mine}, it must be {right}", f"；{name} 的形状是 {mine}，应为 {right}")
    here = entry(seen)
    if not here:
        return Text()
    index = f"[{', '.join(map(str, here['index']))}]" if here["index"] else ""
    yours, true = apart(Entry(tuple(here["index"]), here["yours"], here["expected"]))
    return Text(f"; {name}{index} is {yours}, it must be {true}", f"；{name}{index} 是 {yours}，应为 {true}")


def entry(seen: Seen) -> dict[str, Any]:
    """The entry that is farthest off, or the first that is not finite."""
    if seen.yours.shape != seen.true.shape or not seen.true.size:
        return {}
    with np.errstate(all="ignore"):
        off = np.abs(seen.yours.astype(np.float64) - seen.true)
    flat = int(np.argmax(np.where(np.isfinite(off), off, np.inf)))
    index = [int(i) for i in np.unravel_index(flat, seen.true.shape)]
    # Adding 0.0 makes 0.0 of -0.0, which would look odd.
    yours, expected = float(seen.yours.flat[flat]) + 0.0, float(seen.true.flat[flat]) + 0.0
    ratio = {"ratio": yours / expected} if expected else {}
    return {"index": index, "yours": yours, "expected": expected, **ratio}
