"""One student in one exercise: a line of the table, and under it, folded, everything that is known.

Owns what a teacher sees of a report: hidden cases too, marked, and what the student reads where that is less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from exercises.content import Language, Text
from grader.gradebook.files import number
from grader.gradebook.page import words
from grader.gradebook.page.cases import checks
from grader.gradebook.page.markup import Markup, cut, joined, tag, theirs
from grader.gradebook.page.run import About
from grader.gradebook.seen import Seen
from grader.gradebook.seen import number as measured
from grader.gradebook.standings import Standing
from grader.gradebook.words import where
from grader.handed import NOT_ALLOWED

COLUMNS = 6
MOST_TEXT, MOST_OUTPUT = 1000, 2000
"""Characters of a message, and of what was printed: all of it is in the record."""


def entry(order: int, standing: Standing, about: About) -> Markup:
    """The group of rows of the table."""
    sheet = tag("div", *_sheet(standing, about), class_="sheet")
    page = tag("tr", tag("td", sheet, colspan=COLUMNS), class_="page")
    kind = f"{standing.verdict} tried" if standing.row.tried else standing.verdict
    return tag("tbody", _line(order, standing, about.language), page, id=f"s{order}", class_=kind)


def _line(order: int, standing: Standing, language: Language) -> Markup:
    name = standing.name or standing.student
    who: list[str] = [tag("a", theirs(name, 80), href=f"#s{order}")]
    if standing.name and standing.name != standing.student:
        who += [" ", tag("small", theirs(standing.student, 80))]
    return tag(
        "tr",
        tag("td", *who),
        tag("td", theirs(standing.exercise, 80)),
        tag("td", tag("b", words.VERDICTS[standing.verdict][language])),
        tag("td", "–" if standing.points is None else number(standing.points, 1)),
        tag("td", f"{standing.row.report['ms'] / 1000:.2f}" if standing.row.report else ""),
        tag("td", *_remark(standing, language)),
    )


def _remark(standing: Standing, language: Language) -> Iterator[str]:
    """In a word: set by hand, late, the causes or else the stage."""
    if standing.override:
        yield tag("em", words.SET[language])
    elif standing.late:
        yield tag("em", words.LATE[language])
    if standing.row.tried and standing.verdict != "blocked":  # which says so itself
        yield tag("em", words.TRIED_MARK[language], class_="stopped")
    report = standing.row.report
    if report and standing.verdict != "pass":
        causes = dict.fromkeys(f"{finding['id']} {finding['where']}" for finding in report["findings"])
        yield joined((tag("code", cause) for cause in causes or [report["stage"] or ""]), " ")


def _sheet(standing: Standing, about: About) -> Iterator[Markup]:
    language, row = about.language, standing.row
    yield tag("p", joined(_facts(standing, language), " · "), class_="facts")
    if standing.reason:
        yield tag("p", cut(standing.reason[language], MOST_TEXT), class_="reason")
    if not row.report:
        yield _said(Seen(row).message[language])
        return
    if row.verdict != "pass":
        yield from _failure(row.report, language)
    yield from _told(Seen(row, about.level), language)
    yield from checks(row.report, language)
    for note in _notes(row.report, language):
        yield tag("p", *note, class_="note")
    if output := row.report["output"]:
        title = tag("summary", words.PRINTED.format(n=len(output))[language])
        yield tag("details", title, tag("pre", cut(output, MOST_OUTPUT)))


def _facts(standing: Standing, language: Language) -> Iterator[str]:
    row = standing.row
    yield theirs(row.file) if row.file else words.NO_FILE[language]
    if standing.attempts > 1:
        yield words.ATTEMPT.format(attempt=row.attempt, attempts=standing.attempts)[language]
    if row.at:
        yield words.HANDED_IN.format(at=row.at)[language]
    if row.report:
        yield f"sha256 {row.report.get('sha256', '')[:12]}"
        yield f"{words.ISOLATION[language]} {row.report['isolation'].partition(':')[0]}"


def _failure(report: Mapping[str, Any], language: Language) -> Iterator[Markup]:
    hidden = [" ", _hidden(words.HAPPENED_HIDDEN[language])] if report["hidden"] else []
    yield _said(_text(report["message"], language), *hidden)
    if report["findings"]:
        found = [tag("li", tag("code", f["id"]), " ", cut(_text(f, language), MOST_TEXT)) for f in report["findings"]]
        yield tag("ul", *found)
    if report["trace"]:
        yield tag("h4", words.RAISED_AT[language])
        yield tag("pre", "\n".join(_frames(report["trace"], language)))
    if worst := next((check for check in report["checks"] if check["worst"]), None):
        yield _worst(worst, language)


def _frames(trace: Sequence[Mapping[str, Any]], language: Language) -> Iterator[str]:
    """The same place several times, as in a recursion, is one."""
    for said, same in groupby(_frame(frame, language) for frame in trace):
        times = len(list(same))
        yield f"{said}\n    × {times}" if times > 1 else said


def _frame(frame: Mapping[str, Any], language: Language) -> str:
    values = f"\n    {', '.join(frame['values'])}" if frame["values"] else ""
    return cut(f"{where(frame, language)}{values}", MOST_TEXT)


def _worst(check: Mapping[str, Any], language: Language) -> Markup:
    title = words.WORST.format(check=check["id"], case=check["case"])[language]
    heads = (words.INDEX[language], words.YOURS[language], words.EXPECTED[language])
    lines = [(str(each["index"]), measured(each["yours"]), measured(each["expected"])) for each in check["worst"]]
    hidden = [" ", _hidden(words.HIDDEN[language])] if check["hidden"] else []
    head = tag("tr", *(tag("th", text) for text in heads))
    body = [tag("tr", *(tag("td", text) for text in line)) for line in lines]
    return tag("table", tag("caption", title, *hidden), head, *body, class_="worst")


def _told(seen: Seen, language: Language) -> Iterator[Markup]:
    """What the student reads instead of the message, where hidden cases or the level keep it back."""
    report = seen.row.report
    if report["verdict"] == "pass" or seen.message == Text(**report["message"]):
        return
    text = seen.message[language] or words.STUDENT_READS_NOTHING[language]
    yield tag("p", words.STUDENT_READS.format(text=cut(text, MOST_TEXT))[language], class_="told")


def _notes(report: Mapping[str, Any], language: Language) -> Iterator[list[str]]:
    for note in report["notes"]:
        if note["id"] == NOT_ALLOWED and report["verdict"] == "blocked":
            continue  # the message says it
        said = words.NOTE.format(text=cut(_text(note, language), MOST_TEXT))[language]
        yield [said, " ", _hidden(words.HIDDEN[language])] if note["hidden"] else [said]


def _said(text: str, *more: str) -> Markup:
    return tag("p", tag("bdi", cut(text, MOST_TEXT)), *more, class_="said")


def _hidden(text: str) -> Markup:
    return tag("i", text)


def _text(told: Mapping[str, str], language: Language) -> str:
    return Text(told["en"], told["zh"])[language]
