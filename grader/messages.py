"""The one sentence that says what is wrong, where, and the evidence; in English and Chinese.

Owns wording only: what is said was decided elsewhere. Text that came from a child is quoted, shortened and cleaned.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from exercises.catalog import Exercise
from exercises.content import Text
from grader.numgrad import Array
from grader.outcome import Trouble
from grader.report import Check, Entry, Note
from grader.sandbox.child import Failure, clean

PASSED = Text("all checks pass", "全部检查通过")
INFRA = Text(
    "the grader failed, not your code: {why}. Nothing was judged; try again, and report it if it stays",
    "出错的是判题程序，不是你的代码：{why}。本次没有评判结果，请重试；若仍出现，请报告",
)
NO_CASES = "the exercise draws no case"
TOO_LONG = Text(
    "the file is larger than 1 MB; a solution has a few thousand characters", "文件超过 1 MB；正常的解答只有几千个字符"
)
FILE = Text("loading the file", "加载文件时")
CODE = Text("your code", "你的代码")
NOT_ONE_LINE = Text("write one line of code for the gap", "空处请填写一行代码")
LINE = Text("your line", "这一行")
ALLOWED = Text(
    ". Submissions have NumPy and a part of the standard library, and no files or network",
    "。提交的代码只能使用 NumPy 和部分标准库，不能访问文件和网络",
)
"""Ends what is said of something that is not allowed."""


def of_goal(check: Check, exercise: Exercise) -> Text:
    """A training whose every step is right and that misses its goal all the same."""
    assert exercise.goal is not None  # noqa: S101 (only a program with a goal misses it)
    metric, least, score = exercise.goal.metric, exercise.goal.least, check.error
    return Text(
        f"after the training {metric.en} is {score:.4g}; the goal is {least:g}: look at what happens over many steps",
        f"训练之后{metric.zh}为 {score:.4g}，目标是 {least:g}：请检查多步训练过程中发生了什么",
    )


def quoted(said: Any, most: int) -> str:
    """Text of a learner's as part of one line: no control characters, no line ends, at most so many characters."""
    return " ".join(clean(str(said)).split())[:most]


def function(name: str) -> Text:
    """A function of the learner's as the subject of a sentence; without a name all of the code."""
    return Text(name, f"`{name}` ") if name else CODE


def of_failure(failure: Failure, who: Text, seconds: float) -> Text:
    """Why there are no arrays, as far as the kernel, our clock and the child's own account say."""
    facts = failure.facts
    if failure.cause in ("raised", "syntax", "memory", "blocked") and "type" in facts:
        return _raised(failure, who)
    texts = {
        "timeout": Text(
            f"{who.en} did not end within {seconds:g} s; look for a loop that never ends",
            f"{who.zh}运行超过 {seconds:g} 秒仍未结束；请检查是否有死循环",
        ),
        "died": Text(
            f"the process ended in the middle ({_status(facts.get('status'))}); code that exits is not a solution",
            f"进程中途退出（{_status(facts.get('status'))}）；提交的代码不应自行退出",
        ),
        "garbage": Text(
            "the process answered with something that is no result; leave its channel alone",
            "进程返回的内容不是合法结果；请不要动它的通信通道",
        ),
        "memory": Text("it ran out of memory", "内存用尽"),
        "missing": Text(f"{who.en} is not defined in your file", f"你的文件里没有定义 {who.zh}"),
        "too-large": Text(
            f"{who.en} returned an array of shape {_shape(facts.get('shape'))}, far larger than asked for",
            f"{who.zh}返回了形状为 {_shape(facts.get('shape'))} 的数组，远大于要求",
        ),
    }
    return texts.get(failure.cause) or _structure(failure, who)


def missing(function: str, defined: Sequence[str]) -> Text:
    """A function that is not there, with the name that may have been meant."""
    close = get_close_matches(function, defined, n=1, cutoff=0.6)
    if close:
        name = quoted(close[0], 60)
        return Text(
            f"{function} is not defined; did you mean to name `{name}` so?",
            f"没有定义 `{function}`；你写的 `{name}` 是不是想叫这个名字？",
        )
    return Text(
        f"{function} is not defined; the starter file has its signature",
        f"没有定义 `{function}`；函数签名见起始文件",
    )


def arity(function: str, wanted: Sequence[str], least: int, most: int) -> Text:
    """A function that cannot be called with the arguments it will get."""
    takes = str(least) if least == most else f"{least} to {most}"
    takes_zh = str(least) if least == most else f"{least} 到 {most}"
    listed = ", ".join(wanted)
    return Text(
        f"{function} takes {takes} arguments; it is called as {function}({listed})",
        f"`{function}` 接收 {takes_zh} 个参数；调用方式是 {function}({listed})",
    )


def of_trouble(trouble: Trouble, exercise: Exercise) -> Text:
    """What went wrong in the first failing stage, in its first failing case."""
    if trouble.failure is not None:
        return _in_case(of_failure(trouble.failure, function(trouble.function), exercise.limits.seconds), trouble.case)
    name = trouble.tensor
    if trouble.stage in ("shape", "gradient-shape"):
        return _in_case(wrong_shape(name, trouble.got, trouble.right), trouble.case)
    if trouble.stage in ("forward", "gradient"):
        return _in_case(_wrong_values(trouble), trouble.case)
    if trouble.stage == "repeat" and not name:
        text = Text(
            f"{trouble.function} fails once another forward has run: keep what it needs in cache, not in a global",
            f"中间再运行一次前向之后，`{trouble.function}` 就会出错：需要的量应放进 cache，不要用全局变量",
        )
        return _in_case(text, trouble.case)
    if trouble.stage == "repeat":
        text = Text(
            f"{name} comes out differently when {trouble.function} runs again: keep what it needs in cache, "
            "not in a global, and do not change the cache",
            f"再次运行 `{trouble.function}` 时 {name} 的结果变了：需要的量应放进 cache，"
            "不要用全局变量，也不要改动 cache",
        )
        return _in_case(text, trouble.case)
    return _in_case(
        Text(
            f"your code changes its input {name} in place; work on a copy",
            f"你的代码原地修改了输入 {name}；请在副本上计算",
        ),
        trouble.case,
    )


def not_real(name: str, got: Array) -> Text:
    """An array of the right shape that holds no real numbers."""
    return Text(f"{name} is of dtype {got.dtype}; it must be real", f"{name} 的 dtype 是 {got.dtype}；应为实数")


def of_cost(check: Check) -> Text:
    """A backward whose cost grows faster than its input, or that does other work when it is timed."""
    if check.error is not None and not np.isfinite(check.error):
        return Text(
            f"backward fails or is wrong when it is timed (case {check.case})",
            f"计时时反向传播出错或给出的梯度不正确（用例 {check.case}）",
        )
    return Text(
        f"backward is too slow as {check.tensor} grows: its time grows more than {check.tolerance:g} times as fast as "
        f"{check.tensor}, as numerical differentiation and whole Jacobians do; derive the gradient, and multiply by dy "
        "without building a Jacobian",
        f"随着 {check.tensor} 增大，反向传播的耗时增长过快：超过 {check.tensor} 增长倍数的 {check.tolerance:g} 倍。"
        "数值微分和完整的雅可比矩阵才会这样；请推导解析梯度，直接与 dy 相乘，不要构造雅可比矩阵",
    )


def note(note_id: str, facts: dict[str, Any]) -> Note:
    """Something worth saying although the submission passes."""
    texts = {
        "single-precision": (
            "right to single precision: with float32 (line {line}) {tensor} is off by {error:.0e}, not by about 1e-16",
            "在单精度意义下正确：由于使用了 float32（第 {line} 行），{tensor} 的误差为 {error:.0e}，而双精度可达 1e-16",
        ),
        "epsilon": (
            "right, but the {epsilon} in line {line} biases {tensor} by {error:.0e}",
            "结果正确，但第 {line} 行的 {epsilon} 使 {tensor} 产生 {error:.0e} 的偏差",
        ),
        "loses-digits": (
            "right, but this formula loses digits: {tensor} is off by {error:.0e} where 1e-16 is possible",
            "结果正确，但这样写会损失精度：{tensor} 的误差为 {error:.0e}，而双精度可达 1e-16",
        ),
        "own-forward": (
            "{tensors}: right for your own forward, which is what has to be mended",
            "{tensors} 与你自己的前向一致，需要改的是前向",
        ),
        "cache-once": (
            "right, but {function} can use its cache only once: a second call on the same cache raises",
            "结果正确，但 `{function}` 的 cache 只能用一次：对同一 cache 再次调用会抛出异常",
        ),
    }
    en, zh = texts[note_id]
    return Note(note_id, Text(en, zh).format(**facts))


def refused(note_id: str, text: Text) -> Text:
    """A note that --strict turns into a refusal."""
    return Text(f"refused by --strict ({note_id}): {text.en}", f"--strict 拒绝（{note_id}）：{text.zh}")


def _raised(failure: Failure, who: Text) -> Text:
    facts = failure.facts
    kind, said = quoted(facts["type"], 60), quoted(facts.get("message", ""), 300)
    frames = facts.get("frames") or [{}]
    line, code = frames[-1].get("line"), quoted(frames[-1].get("code", ""), 120)
    at, at_zh = (f" at line {line}: {code}", f"（第 {line} 行：{code}）") if line else ("", "")
    if kind == "NotImplementedError":
        return Text(f"{who.en} is not written yet (line {line})", f"{who.zh}还没有实现（第 {line} 行）")
    if failure.cause == "memory":
        return Text(f"{who.en} ran out of memory{at}", f"{who.zh}耗尽了内存{at_zh}")
    if failure.cause == "blocked":
        return Text(f"{said}{at}{ALLOWED.en}", f"{said}{at_zh}{ALLOWED.zh}")
    if failure.cause == "syntax":
        return Text(f"this is not Python: {said}{at}", f"这不是合法的 Python：{said}{at_zh}")
    because, because_zh = (f" ({said})", f"：{said}") if said else ("", "")
    return Text(f"{who.en} raised {kind}{at}{because}", f"{who.zh}抛出 {kind}{because_zh}{at_zh}")


def _structure(failure: Failure, who: Text) -> Text:
    got, wanted = quoted(failure.facts.get("got", "something else"), 80), quoted(failure.facts.get("wanted") or "", 20)
    where = quoted(failure.facts.get("where", who.en), 60)
    if keys := quoted(failure.facts.get("keys") or "", 120):
        return Text(
            f"{where} is {got}; it must be a dict with the keys {keys}",
            f"{where} 是 {got}；应为含有键 {keys} 的 dict",
        )
    if wanted:
        return Text(
            f"{who.en} returned {got}; it must return {wanted} values",
            f"{who.zh}返回了 {got}；应返回 {wanted} 个值",
        )
    if shape := quoted(failure.facts.get("shape") or "", 40):
        return Text(f"{where} is {got}; it must have shape {shape}", f"{where} 是 {got}；应为 {shape}")
    return Text(
        f"{where} is {got}; it must be a NumPy array of floats",
        f"{where} 是 {got}；应为浮点 NumPy 数组",
    )


def wrong_shape(name: str, got: Array | None, right: Array | None) -> Text:
    """An array of another shape than asked for, or of complex numbers."""
    assert got is not None and right is not None  # noqa: S101, PT018 (a trouble of these stages has both)
    if got.shape == right.shape:
        return not_real(name, got)
    return Text(
        f"{name} has shape {got.shape}; it must have shape {right.shape}",
        f"{name} 的形状是 {got.shape}；应为 {right.shape}",
    )


def _wrong_values(trouble: Trouble) -> Text:
    name, found = trouble.tensor, trouble.comparison
    if trouble.reason is not None:
        return Text(f"{name}: {trouble.reason.en}", f"{name}：{trouble.reason.zh}")
    assert found is not None and trouble.got is not None  # noqa: S101, PT018 (a trouble of these stages has both)
    bad = int((~np.isfinite(trouble.got)).sum())
    if bad:
        return Text(
            f"{name} holds {bad} values that are nan or infinite",
            f"{name} 中有 {bad} 个 nan 或无穷大",
        )
    if not found.worst:
        return Text(f"{name} is not right", f"{name} 不正确")
    entry = found.worst[0]
    where, (yours, expected) = f"{name}{_index(entry)}", apart(entry)
    return Text(
        f"{name} is wrong: {where} is {yours}, it must be {expected}",
        f"{name} 不正确：{where} 是 {yours}，应为 {expected}",
    )


def apart(entry: Entry) -> tuple[str, str]:
    """Both numbers, with as many digits as it takes to tell them apart."""
    for digits in (6, 9, 12, 17):
        yours, expected = f"{entry.yours:.{digits}g}", f"{entry.expected:.{digits}g}"
        if yours != expected:
            break
    return yours, expected


def _in_case(text: Text, case: str) -> Text:
    return Text(f"{text.en} (case {case})", f"{text.zh}（用例 {case}）")


def _index(entry: Entry) -> str:
    return f"[{', '.join(map(str, entry.index))}]" if entry.index else ""


def _status(status: Any) -> str:
    return f"signal {-status}" if isinstance(status, int) and status < 0 else f"exit status {status}"


def _shape(shape: Any) -> str:
    return str(tuple(shape)) if isinstance(shape, list) else "?"
