"""What the gradebook says, in English and Chinese.

Owns wording only. Texts of others that are filled in stay as they are: whoever writes a file escapes the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from exercises.content import Language, Text
from grader.gradebook.overrides import Override

VERDICTS = {
    "pass": Text("passed", "通过"),
    "fail": Text("not passed", "未通过"),
    "error": Text("not passed: the code raised an error", "未通过：代码抛出了异常"),
    "timeout": Text("not passed: out of time", "未通过：超时"),
    "memory": Text("not passed: out of memory", "未通过：内存用尽"),
    "blocked": Text("not passed: the code tried something that is not allowed", "未通过：代码试图执行不允许的操作"),
    "infra": Text("not judged: the grader failed, not the code", "未评判：出错的是评测程序，不是代码"),
    "missing": Text("nothing to judge", "没有可评判的内容"),
}
NOT_JUDGED = Text("not judged: the grader failed; no points are given or taken", "评测程序出错，未评判，不计分")
ATTEMPT_NOT_JUDGED = Text(
    "attempt {attempt} was not judged, since the grader failed, and could be the best: no points until it is judged",
    "第 {attempt} 次提交因评测程序出错未评判，而它可能是最好的一次；评判之前不计分",
)
HIDDEN_FAILED = Text(
    "every visible case is right; there are hidden cases, too, and not all of them are",
    "公开用例全部正确；此外还有隐藏用例，其中有未通过的",
)
HIDDEN_COUNT = Text("Hidden cases: {passed} of {total} checks passed", "隐藏用例：{total} 项检查中通过 {passed} 项")
DIFFERS = Text("{tensor} is not right in {wrong} of {total} cases", "{tensor} 在 {total} 个用例中有 {wrong} 个不正确")
DIFFERS_AT = Text(
    "first in case {case}, at {index}: yours is {yours}", "首先是用例 {case} 的 {index} 处：你的结果是 {yours}"
)
POINTS = Text("Points: {points} of {possible}", "得分：{points} / {possible}")
NO_POINTS = Text("Points: none yet", "得分：暂无")
ATTEMPT = Text("Attempt {attempt} of {attempts} counts", "共提交 {attempts} 次，计第 {attempt} 次")
FILE = Text("File: {file}", "文件：{file}")
NOTE = Text("Note: {text}", "说明：{text}")
CAUSE = Text("The cause:", "原因：")
SMALLEST = Text("The smallest case found: {text}", "最小的出错用例：{text}")
RAISED_AT = Text("Where it happened:", "出错位置：")
LINE = Text("line {line} {function}: {code}", "第 {line} 行 {function}: {code}")
IN_CELL = Text("cell {cell}, {rest}", "第 {cell} 个单元格{rest}")
PRINTED = Text("Your code printed:", "代码的输出：")
WORST = Text("Worst entries of {check}, case {case}:", "{check} 误差最大的元素（用例 {case}）：")
WORST_HEAD = Text("index | yours | expected", "下标 | 你的结果 | 正确结果")
CHECKS_HEAD = Text("check | cases passed", "检查项 | 通过的用例")
OWN_FORWARD = Text("for your own forward", "相对于你自己的前向")
ISOLATION = Text("Isolation: {isolation}", "隔离等级：{isolation}")
WRITTEN = Text("{file}: written by gradlings, anew at every run", "{file}：由 gradlings 生成，每次运行都会重新写入")
VISIBLE = Text("{check}: {passed} of {total} cases", "{check}：{total} 个用例中通过 {passed} 个")
HIDDEN = Text("Hidden cases", "隐藏用例")
NOTHING = Text("nothing was handed in that can be judged", "没有提交可以评判的文件")


def late(by: timedelta, off: float, earned: float) -> Text:
    """What being late has cost."""
    days, hours = by.days, by.seconds // 3600
    en = f"{days} d {hours} h" if days else f"{hours} h {by.seconds % 3600 // 60} min"
    zh = f"{days} 天 {hours} 小时" if days else f"{hours} 小时 {by.seconds % 3600 // 60} 分钟"
    return Text(f"{en} late: {off:g} % off {earned:.4g}", f"迟交 {zh}：在 {earned:.4g} 分的基础上扣 {off:g}%")


def overridden(override: Override) -> Text:
    """Who has set the points, when and why."""
    return Text(
        f"set to {override.points:g} by {override.who} on {override.when}: {override.reason}",
        f"{override.who} 于 {override.when} 改为 {override.points:g} 分：{override.reason}",
    )


def where(frame: Mapping[str, Any], language: Language) -> str:
    """A place that an exception went through: of a frame's JSON."""
    told = LINE[language].format(line=frame["line"], function=frame["function"], code=frame["code"])
    return IN_CELL[language].format(cell=frame["cell"], rest=told) if frame.get("cell") else told
