"""What intake says, in both languages: why something was refused, and what was done to what was not.

Owns the wording. Names that strangers chose are made fit to be shown: one line, no control characters, not too long.
"""

from __future__ import annotations

from collections.abc import Sequence

from exercises.content import Text
from grader.handed import NOT_ALLOWED
from grader.report import Note

MOST_NAME = 120
MOST_NAMES = 5

ABSOLUTE = Text(
    "its name leads out of the archive (an absolute path or `..`)", "文件名指向压缩包之外（绝对路径或 `..`）"
)
LONG_NAME = Text("its name is longer than {most} characters", "文件名超过 {most} 个字符")
LINK = Text("it is a link; links are not followed", "它是链接文件；不会打开链接")
SPECIAL = Text("it is a device or a pipe, not a file", "它是设备或管道，不是普通文件")
ENCRYPTED = Text("it is encrypted; hand it in without a password", "它已加密；请提交没有密码的版本")
BOMB = Text(
    "it unpacks to far more than it is: it looks like an archive bomb", "解压后的大小远超压缩包本身，疑似压缩炸弹"
)
OTHER_METHOD = Text(
    "it is packed with {method}, which is not unpacked here; pack it again as an ordinary zip (deflate) or as tar.gz",
    "它使用 {method} 压缩，这里不解压；请重新打包为普通 zip（deflate）或 tar.gz",
)
NO_MEMORY = Text(
    "unpacking it takes too much memory; pack it again as an ordinary zip or as tar.gz",
    "解压所需内存过大；请重新打包为普通 zip 或 tar.gz",
)
TOO_MANY = Text("the archive holds more than {most} files", "压缩包里的文件超过 {most} 个")
TOO_LARGE = Text("it is larger than {most} MB", "文件超过 {most} MB")
TOO_DEEP = Text(
    "it is an archive inside another; hand in the files themselves, or one archive of them",
    "压缩包里还有压缩包；请直接提交文件，或只打包一层",
)
DAMAGED = Text("it is damaged or not of the kind that its name says ({why})", "文件已损坏，或内容与扩展名不符（{why}）")
EMPTY = Text("the archive is empty", "压缩包是空的")
OTHER_ARCHIVE = Text(
    "it is an archive of a kind that is not read; use zip or tar.gz", "不支持这种压缩格式；请用 zip 或 tar.gz"
)
UNREADABLE = Text("it cannot be read ({why})", "无法读取（{why}）")

NOTHING = Text("nothing was handed in", "没有提交")
NO_SOURCE = Text(
    "no Python file or notebook was handed in, only {names}", "没有提交 Python 文件或 notebook，只有 {names}"
)
NOT_DEFINED = Text("none of the files handed in defines {functions}", "提交的文件里都没有定义 {functions}")

NOT_JSON = Text("the notebook cannot be read: it is not valid JSON", "notebook 无法读取：不是合法的 JSON")
NO_CELLS = Text("the notebook has no code cells", "notebook 里没有代码单元格")
NOT_PYTHON = Text("the notebook is written in {language}, not in Python", "notebook 使用的是 {language}，不是 Python")
TOO_BUSY = Text(
    "the notebook is too large to be read; clear its outputs and hand it in again",
    "notebook 过大；请清除输出后重新提交",
)


def shown(name: str, most: int = MOST_NAME) -> str:
    """Any text of a stranger's, as part of one line."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"


def listed(names: Sequence[str]) -> str:
    """Some of the names, and how many there are more."""
    some = ", ".join(shown(name, 60) for name in names[:MOST_NAMES])
    return f"{some} … (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else some


def refused(file: str, why: Text) -> Note:
    """A file that was left alone while another of the same student is judged."""
    return Note("refused", Text(f"not read: {shown(file)}: {why.en}", f"未读取：{shown(file)}：{why.zh}"))


def chosen(file: str, others: Sequence[str], functions: Sequence[str]) -> Note:
    """Which of several files is judged."""
    names, defined = listed(others), ", ".join(functions)
    if not functions:
        text = (
            f"several files: {shown(file)} is judged, not {names}",
            f"提交了多个文件：评判 {shown(file)}，未评判 {names}",
        )
    else:
        text = (
            f"several files: {shown(file)} is judged, since it defines {defined}; not judged: {names}",
            f"提交了多个文件：{shown(file)} 定义了 {defined}，评判该文件；未评判 {names}",
        )
    return Note("chosen-file", Text(*text))


def from_notebook(cells: int, removed: int) -> Note:
    """How a source was made from a notebook."""
    return Note(
        "notebook",
        Text(
            f"taken from the {cells} code cells of a notebook, in order; magic and shell lines left out: {removed}",
            f"代码按顺序取自 notebook 的 {cells} 个代码单元格；去掉的魔法命令和 shell 命令行数：{removed}",
        ),
    )


def written(files: Sequence[str]) -> Note:
    """Python files that a notebook writes and imports: their code is in it."""
    names = listed(files)
    return Note(
        "written-files",
        Text(
            f"the notebook writes {names} itself: that code is judged where it stands, and its imports are left out",
            f"{names} 由 notebook 自己写出：直接评判单元格中的代码，对应的 import 已忽略",
        ),
    )


def late(platform: str) -> Note:
    """Marked so by the platform it comes from, which does not say by how much."""
    return Note("late", Text(f"marked late by {platform}", f"{platform} 标记为迟交"))


def namesake(taken_for: str) -> Note:
    """What a name was taken for, "student" or "exercise", that may mean either."""
    texts = {
        "student": Text(
            "the name is also the exercise's; it is taken for a student's, since files of others stand beside it "
            "(a roster settles it)",
            "该名称也是题目名称；由于旁边还有其他人的提交，这里视为学生姓名（提供名单即可消除歧义）",
        ),
        "exercise": Text(
            "the name may be a student's; it is taken for the exercise's (a roster settles it)",
            "该名称也可能是学生姓名；这里视为题目名称（提供名单即可消除歧义）",
        ),
    }
    return Note("namesake", texts[taken_for])


def doubled(before: int) -> Note:
    """The same student handed in for the same exercise elsewhere, too."""
    return Note(
        "doubled",
        Text(
            f"the same student handed in {before} more before this one, elsewhere in what was given",
            f"同一学生在别处还提交过：此前已有 {before} 份",
        ),
    )


def stranger() -> Note:
    """Not on the roster."""
    return Note("not-on-roster", Text("not on the roster", "不在名单中"))


def left_out_imports(imports: Sequence[tuple[int, str]]) -> Note:
    """Imports of what is not installed here, by line and text."""
    some = [(line, shown(text, 60)) for line, text in imports[:MOST_NAMES]]
    more = f" … (+{len(imports) - MOST_NAMES})" if len(imports) > MOST_NAMES else ""
    en, zh = ("; ".join(form.format(line, text) for line, text in some) for form in ("line {}: {}", "第 {} 行：{}"))
    return Note(
        "imports-left-out",
        Text(
            f"imports left out, since nothing judged uses them and they cannot be loaded here: {en}{more}",
            f"以下导入在评测环境中无法加载，且被评判的函数没有用到，已忽略：{zh}{more}",
        ),
    )


def left_out_demo(parts: Sequence[tuple[int, int]], why: Text) -> Note:
    """Code outside the functions, by first and last line, with which the file does not load, and if it is said why."""
    more = f" … (+{len(parts) - MOST_NAMES})" if len(parts) > MOST_NAMES else ""
    en = "; ".join(f"line {a}" if a == b else f"line {a} to line {b}" for a, b in parts[:MOST_NAMES])
    zh = "；".join(f"第 {a} 行" if a == b else f"第 {a} 行至第 {b} 行" for a, b in parts[:MOST_NAMES])
    return Note(
        "demo-left-out",
        Text(
            f"code outside the judged functions was left out ({en}{more})" + (f"; with it: {why.en}" if why else ""),
            f"已忽略被评判函数之外的代码（{zh}{more}）" + (f"；保留时：{why.zh}" if why else ""),
        ),
    )


def tried(why: Text) -> Note:
    """It reached for files, the network or other processes, and was stopped."""
    return Note(
        NOT_ALLOWED,
        Text(f"tried something that is not allowed: {why.en}", f"尝试了不被允许的操作：{why.zh}"),
    )


def left_out_magics(count: int) -> Note:
    """Lines that only a notebook understands, in a Python file."""
    return Note(
        "magics-left-out",
        Text(
            f"magic and shell lines of a notebook left out of the Python file: {count}",
            f"Python 文件中的 notebook 魔法命令或 shell 命令已忽略：{count} 行",
        ),
    )
