"""What the page says, in English and Chinese."""

from __future__ import annotations

from exercises.content import Text

VERDICTS = {
    "pass": Text("passed", "通过"),
    "fail": Text("wrong", "有误"),
    "error": Text("error", "异常"),
    "timeout": Text("out of time", "超时"),
    "memory": Text("out of memory", "内存用尽"),
    "blocked": Text("not allowed", "被禁止"),
    "infra": Text("not judged", "未评判"),
    "missing": Text("nothing there", "无文件"),
}

TITLE = Text("Results: {exercises}", "成绩：{exercises}")
EXERCISES = Text("{n} exercises", "{n} 个练习")
FOR_TEACHERS = Text(
    "For teachers only: hidden cases and the salt, which draws them, are shown.",
    "仅供教师查看：含隐藏用例，以及用来生成用例的盐值。",
)
WRITTEN = Text("Written by gradlings {version} out of the run's record.", "由 gradlings {version} 根据运行记录生成。")
OVERVIEW = Text("Overview", "概览")
POINTS = Text("Points", "得分")
CHECKS = Text("Checks that fail", "未通过的检查项")
MISTAKES = Text("Common mistakes", "常见错误")
SIMILAR = Text("Similar pairs", "相似的提交")
TIME = Text("Time per submission", "每份提交的用时")
STUDENTS = Text("Students", "学生")
LOOK = Text("Appearance", "外观")
LOOKS = {"auto": Text("Auto", "自动"), "light": Text("Light", "浅色"), "dark": Text("Dark", "深色")}

EXERCISE = Text("Exercise", "练习")
LIMITS = Text("Limits", "限制")
LIMIT = Text("{seconds:g} s, {memory_mb} MB", "{seconds:g} 秒、{memory_mb} MB")
ISOLATION = Text("Isolation", "隔离等级")
SALT = Text("Salt", "盐值")
WHEN = Text("When", "时间")
VERSION = Text("Version", "版本")
STRICT = Text("strict: what is right but imprecise is refused", "严格模式：结果正确但精度不足也算未通过")
LEVEL = Text("Students read", "学生可见")
LEVELS = {
    "full": Text("everything but hidden cases", "除隐藏用例外的全部内容"),
    "differs": Text("what differs, without the right numbers", "差异所在，不含正确数值"),
    "verdict": Text("the verdict only", "仅结论"),
}
WEAK = Text(
    "Isolation below B: these submissions could read and change what the grader's user can.",
    "隔离等级低于 B：这些提交的代码可以读写评测用户能读写的一切。",
)

PASSED = Text("passed", "通过")
OF_THEM = Text("{n} of {total}", "{total} 份中 {n} 份")
MEDIAN_POINTS = Text("median of points", "得分中位数")
MEDIAN_TIME = Text("median time", "用时中位数")
SUBMISSIONS = Text("submissions", "份提交")
COUNTED = Text("{students} students", "{students} 名学生")
SECONDS = Text("{seconds} s", "{seconds} 秒")
COLUMNS = Text("{label}: {n}", "{label}：{n}")

SHARE = Text("fails for", "未通过的提交")
MISSED = Text("not reached for {n}", "{n} 份未检查到")
CHECK = Text("Check", "检查项")
ALL_PASS = Text("Nobody fails a check.", "所有检查项均无人失败。")
NEVER_FAIL = Text("No submission fails: {checks}", "没有提交在以下检查项失败：{checks}")
CAUSE = Text("Mistake", "错误")
HOW_MANY = Text("Submissions", "提交数")
UNNAMED = Text(
    "No cause was named for {n}; the first stage that failed: {stages}", "{n} 份未能指出原因；最先失败的阶段：{stages}"
)
RARER = Text("{n} rarer ones", "另有 {n} 种较少见的错误")
NO_MISTAKES = Text("No mistakes.", "没有错误。")
FOR_EXAMPLE = Text("for example", "例如")

TRIED = Text("Not allowed", "不被允许的操作")
TRIED_TOLD = Text(
    "These reached for files, the network or other processes and were stopped. That changes nobody's points, and often "
    "it is demo code that reads a file: the line tells. What a submission hides from its own errors is not seen here.",
    "以下提交试图访问文件、网络或其他进程，已被拦截。这不影响得分，很多时候只是读取数据文件的演示代码，请看具体那一行。"
    "提交的代码自己捕获的异常不会出现在这里。",
)
NOBODY_TRIED = Text("Nothing was stopped.", "没有拦截到任何操作。")
ALL_WHO_TRIED = Text("show only these", "只显示这些提交")
TRIED_MARK = Text("not allowed", "有被拦截的操作")

RANKED = Text(
    "The pairs that have most in common, best first. A rank is a reason to look, not a verdict: short exercises have "
    "few right solutions.",
    "按相似程度排列。排名只说明值得查看，不构成结论：简短的练习本来就只有少数几种正确写法。",
)
NOT_COMPARED = Text("Files were not compared.", "未比较各份提交。")
NO_PAIRS = Text("No two files have much in common.", "没有明显相似的提交。")
TOO_SHORT = Text(
    "Solutions of this exercise are so short that independent ones are alike: no pairs are ranked.",
    "这个练习的解法太短，独立完成的代码也会相似，因此不作排名。",
)
RAREST_ONLY = Text(
    "There are so many files that only what few of them share was counted, and files that are the same but for names "
    "and layout: copies that were changed more than that may be missing. Folders of single courses are compared fully.",
    "提交太多，这里只统计了少数人共有的片段，以及除命名和排版外完全相同的提交；改动更多的抄袭可能没有列出。"
    "按班级分开评分时会完整比较。",
)
LEFT_OUT = Text(
    "Not compared (too little of their own, or too large): {who}", "未参与比较（自己写的代码太少或文件过大）：{who}"
)
SCORE = Text("{percent} % in common", "相同部分占 {percent}%")

TIME_TOLD = Text(
    "Median {median} s, 95 % within {most} s, all together {total} s.",
    "中位数 {median} 秒，95% 在 {most} 秒以内，合计 {total} 秒。",
)
SLOWEST = Text("The slowest:", "最慢的：")

NAME = Text("Name", "姓名")
VERDICT = Text("Verdict", "结论")
SECONDS_HEAD = Text("Time, s", "用时/秒")
REMARK = Text("Remark", "备注")
LATE = Text("late", "迟交")
SET = Text("set by hand", "人工改分")
FILTER = Text("Filter", "筛选")
FILTER_HINT = Text("name, mistake, check, is:pass …", "姓名、错误、检查项、is:pass……")
SHOWN = Text("{shown} of {total}", "{shown} / {total}")
FIRST = Text("; the first {n} are shown", "；显示前 {n} 份")
OPEN_ALL = Text("Open all shown", "全部展开")
CLOSE_ALL = Text("Close all", "全部收起")

FILE = Text("File", "文件")
ATTEMPT = Text("attempt {attempt} of {attempts}", "共 {attempts} 次提交，计第 {attempt} 次")
HANDED_IN = Text("handed in {at}", "提交于 {at}")
NO_FILE = Text("no file", "没有文件")
HIDDEN = Text("hidden", "隐藏")
HAPPENED_HIDDEN = Text("in hidden cases", "发生在隐藏用例中")
STUDENT_READS = Text("The student reads: {text}", "学生看到的是：{text}")
STUDENT_READS_NOTHING = Text("the verdict only", "仅结论")
RAISED_AT = Text("Where it happened", "出错位置")
WORST = Text("Farthest off: {check}, case {case}", "误差最大的元素：{check}，用例 {case}")
INDEX = Text("index", "下标")
YOURS = Text("theirs", "学生结果")
EXPECTED = Text("expected", "正确结果")
ALL_PASSED = Text(
    "All {n} checks pass on {cases} cases ({hidden} of them hidden).",
    "{cases} 个用例（其中隐藏 {hidden} 个）上的 {n} 项检查全部通过。",
)
CASES = Text("cases passed", "通过的用例")
FAILS_IN = Text("fails in", "未通过的用例")
PASSED_ALL = Text("Passed: {checks}", "通过：{checks}")
NOT_REACHED = Text("Not reached: {checks}", "未检查到：{checks}")
AND_MORE = Text("and {n} more", "等，另有 {n} 个")
EVERY = Text("every case", "所有用例")
OWN_FORWARD = Text("against their own forward", "相对于学生自己的前向")
NOTE = Text("Note: {text}", "说明：{text}")
PRINTED = Text("Printed ({n} characters)", "代码的输出（{n} 个字符）")
