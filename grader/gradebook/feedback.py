"""What a student gets to read: one Markdown file a student, a section an exercise.

Owns the layout, and that no file of ours stays that is nobody's any more, as after a roster gave everybody other ids.
What is in one was let through by `seen`: nothing of hidden cases but how many checks passed. Text of others is escaped;
it is neither markup nor HTML where the file is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from exercises.content import LANGUAGES, Language
from grader.escape import block, code, fenced, markdown
from grader.gradebook import words
from grader.gradebook.files import Sink, number
from grader.gradebook.outputs import Outputs
from grader.gradebook.seen import Group, Seen
from grader.gradebook.seen import number as measured
from grader.gradebook.standings import Standing


@contextmanager
def feedback_files(folder: Path, names: Mapping[str, str], outputs: Outputs) -> Iterator[Sink]:
    """`<name>.md` for every student who comes, in this folder, written anew, whatever was there.

    `names` are safe ones, of everybody who may have such a file. Once all are written, others of earlier runs go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    begun: set[str] = set()

    def add(standing: Standing) -> None:
        path, first = folder / f"{names[standing.student]}.md", standing.student not in begun
        begun.add(standing.student)
        title = f"# {markdown(standing.name or standing.student)}\n"
        head = _mark(path, outputs.language) + title if first else ""
        with path.open("w" if first else "a", encoding="utf-8", newline="\n") as file:
            file.write(f"{head}\n{section(standing, outputs)}")

    yield add
    _sweep(folder, {f"{name}.md" for name in names.values()})


def _mark(path: Path, language: Language) -> str:
    """The first line: it names the file, so that a copy that somebody made is not taken for ours."""
    return f"<!-- {words.WRITTEN.format(file=path.name)[language]} -->\n"


def _sweep(folder: Path, kept: Collection[str]) -> None:
    """Only what says by its first line that it is ours; whatever else is there is somebody's."""
    for path in list(folder.glob("*.md")):
        if path.name in kept or path.is_symlink() or not path.is_file():
            continue
        ours = [_mark(path, language).encode("utf-8", "surrogateescape") for language in LANGUAGES]
        with path.open("rb") as file:
            first = file.readline(max(map(len, ours)))
        if first in ours:
            path.unlink()


def section(standing: Standing, outputs: Outputs) -> str:
    """One exercise of one student."""
    language = outputs.language
    seen = Seen(standing.row, outputs.level)
    parts = [*_head(standing, outputs), *_failure(seen, language), *_table(seen, language)]
    passed, total = seen.hidden
    if total and seen.level != "verdict":
        parts.append(words.HIDDEN_COUNT.format(passed=passed, total=total)[language])
    parts += [markdown(words.NOTE.format(text=note[language])[language]) for note in seen.notes]
    if seen.output:
        parts += [words.PRINTED[language], fenced(seen.output)]
    if isolation := standing.row.report.get("isolation"):
        parts.append(words.ISOLATION.format(isolation=code(isolation))[language])
    return "\n\n".join(parts) + "\n"


def _head(standing: Standing, outputs: Outputs) -> Iterator[str]:
    language = outputs.language
    yield f"## {markdown(standing.exercise)}: {words.VERDICTS[standing.verdict][language]}"
    if standing.points is None:
        yield f"**{words.NO_POINTS[language]}**"
    else:
        points, possible = number(outputs.graded(standing)), number(outputs.worth(standing.exercise))
        told = words.POINTS.format(points=points, possible=possible)
        yield f"**{told[language]}**"
    if standing.reason:
        yield markdown(standing.reason[language])
    if standing.row.file:
        yield words.FILE.format(file=code(standing.row.file))[language]
    if standing.attempts > 1:
        yield words.ATTEMPT.format(attempt=standing.row.attempt, attempts=standing.attempts)[language]


def _failure(seen: Seen, language: Language) -> Iterator[str]:
    """What is wrong and why; nothing on a pass."""
    if seen.row.verdict == "pass":
        return
    if seen.message:
        yield markdown(seen.message[language])
    if seen.findings:
        yield words.CAUSE[language]
        yield "\n".join(f"- {markdown(finding[language])}" for finding in seen.findings)
    if seen.counterexample:
        yield markdown(words.SMALLEST.format(text=seen.counterexample[language])[language])
    if seen.trace:
        yield words.RAISED_AT[language]
        yield fenced("\n".join(block(words.where(frame, language)) for frame in seen.trace))
    worst = next((group for group in seen.groups if group.failed and group.failed["worst"]), None)
    if worst and seen.level == "full":
        yield _worst(worst, language)


def _worst(group: Group, language: Language) -> str:
    check = group.failed or {}
    title = words.WORST.format(check=code(group.id), case=markdown(check["case"]))[language]
    rows = [
        f"| {each['index']} | {measured(each['yours'])} | {measured(each['expected'])} |" for each in check["worst"]
    ]
    return "\n".join([title, "", f"| {words.WORST_HEAD[language]} |", "| --- | --- | --- |", *rows])


def _table(seen: Seen, language: Language) -> Iterator[str]:
    rows = [_row(group, language) for group in seen.groups]
    if rows:
        yield "\n".join([f"| {words.CHECKS_HEAD[language]} |", "| --- | --- |", *rows])


def _row(group: Group, language: Language) -> str:
    own = any(check.get("own_forward") for check in group.checks)
    remark = f" ({words.OWN_FORWARD[language]})" if own else ""
    return f"| {code(group.id)} | {group.passed}/{len(group.checks)}{remark} |"
