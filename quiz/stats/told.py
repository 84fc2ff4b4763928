"""The statistics as sections of plain lines: the same in the app and in a terminal, in either language.

Owns words and order. Few answers are told as counts: of three answers, 67 % says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from quiz.mock import SIGNS
from quiz.stats.calendar import LEVELS, calendar
from quiz.stats.values import Assessed, Marked, MockCount, MockFigures, Recall, Statistics
from quiz.words import Words
from quiz.wrapping import cells, wrap

ENOUGH = 10
"""From so many answers on there is a percentage."""
SHOWN = 14
"""Days of the forecast that are shown."""
BAR = 40
NONE = "-"


@dataclass(frozen=True)
class Section:
    """Some lines under a title."""

    title: str
    lines: tuple[str, ...]


def told(found: Statistics, words: Words, width: int) -> list[Section]:
    """All sections that there is anything to say in; their lines fit into the width."""
    sections = {
        "answers": _answers(found, words),
        "recall": _recall(found, words),
        "calendar": _calendar(found, words, width),
        "ahead": _ahead(found, words, width),
        "topics": _topics(found, words, width),
        "times": _times(found, words),
        "tracks": _tracks(found, words),
        "mocks": _mocks(found.mocks, words, width),
    }
    made = ((title, [row for line in lines for row in _fitted(line, width)]) for title, lines in sections.items())
    return [Section(words(f"stats.{title}"), tuple(lines)) for title, lines in made if lines]


def share(part: float, n: int, words: Words) -> str:
    """`84 % (n = 25)`; of few, `2 of 3`."""
    if n >= ENOUGH:
        return words("stats.share", percent=round(100 * part / n), n=n)
    return words("stats.few", part=f"{part:.3g}", n=n) if n else NONE


def _fitted(line: str, width: int) -> list[str]:
    return [line] if cells(line) <= width else wrap(line, width)


def _answers(found: Statistics, words: Words) -> Iterator[str]:
    yield words("stats.marked", share=_right(found.marked, words))
    if found.marked.partial:
        yield words("stats.partial", n=found.marked.partial)
    yield words("stats.assessed", share=_ticked(found.assessed, words))


def _right(marked: Marked, words: Words) -> str:
    return share(marked.right, marked.n, words)


def _ticked(assessed: Assessed, words: Words) -> str:
    """A mean of shares: `2.25 of 3` would read as key points."""
    if not assessed.n:
        return NONE
    return words("stats.share", percent=round(100 * assessed.ticked / assessed.n), n=assessed.n)


def _recall(found: Statistics, words: Words) -> Iterator[str]:
    percent, day = round(100 * found.target), found.interview
    yield words("stats.target_date", percent=percent, date=day) if day else words("stats.target", percent=percent)
    for key, recall in (("recalled", found.recall), ("recalled_self", found.recall_assessed)):
        if recall.n:
            yield words(f"stats.{key}", share=share(recall.remembered, recall.n, words), predicted=_predicted(recall))
    if not found.recall.n + found.recall_assessed.n:
        yield words("stats.nothing_back")


def _predicted(recall: Recall) -> str:
    return f"{round(100 * recall.predicted / recall.n)} %"


def _calendar(found: Statistics, words: Words, width: int) -> list[str]:
    days = {day: count.marked + count.assessed for day, count in found.days.items()}
    if not any(days.values()):
        return [words("stats.calendar_empty")]
    names = (words("stats.weekdays").split(), words("stats.months").split())
    legend = "  ".join(f"{sign} {words('stats.from', n=least) if least else 0}" for least, sign in reversed(LEVELS))
    return [*calendar(days, found.today, width, names), words("stats.legend", marks=legend)]


def _ahead(found: Statistics, words: Words, width: int) -> Iterator[str]:
    if not found.overdue + sum(found.ahead):
        return
    if found.interview:
        yield words("stats.ahead_date", date=found.interview)
    weekdays = words("stats.weekdays").split()
    days = [found.today + timedelta(days=n) for n in range(SHOWN)]
    rows = [(words("stats.overdue"), found.overdue)]
    rows += [(f"{day:%m-%d} {weekdays[day.weekday()]}", n) for day, n in zip(days, found.ahead, strict=False)]
    most, wide = max(n for _, n in rows), max(cells(name) for name, _ in rows)
    room = min(BAR, width - wide - len(str(most)) - 2)
    for name, n in rows:
        bar = "#" * (max(round(room * n / most), 1) if n else 0)
        yield f"{name}{' ' * (wide - cells(name))} {n:{len(str(most))}} {bar}".rstrip()
    if later := sum(found.ahead[SHOWN:]):
        yield words("stats.later", n=later, days=len(found.ahead))


def _topics(found: Statistics, words: Words, width: int) -> Iterator[str]:
    language = words.language
    rows = [(row.title[language], _right(row.marked, words), _ticked(row.assessed, words)) for row in found.topics]
    if rows:
        yield from _table((words("stats.topic"), words("stats.by_machine"), words("stats.by_self")), rows, width)


def _times(found: Statistics, words: Words) -> Iterator[str]:
    rows = [
        (words(f"common.kind.{row.kind}"), words("stats.seconds", seconds=f"{row.median_ms / 1000:.0f}"), str(row.n))
        for row in found.times
    ]
    if rows:
        yield from _table((words("stats.kind"), words("stats.median"), "n"), rows)


def _tracks(found: Statistics, words: Words) -> Iterator[str]:
    rows = [
        (row.title[words.language], *map(str, (row.new, row.started, row.passed, row.redone))) for row in found.tracks
    ]
    states = (words(f"common.status.{status}") for status in ("new", "started", "passed"))
    if rows:
        yield from _table((words("stats.track"), *states, words("stats.redone")), rows)


def _mocks(mocks: MockCount, words: Words, width: int) -> Iterator[str]:
    """How many, and a row each for the last two."""
    if mocks.last is None:
        return
    yield words("stats.mocks_held", n=mocks.n, minutes=round(mocks.seconds / 60))
    head = ("mock_held", "by_machine", "by_self", "code")
    held = (("last", mocks.last), ("before", mocks.before))
    rows = [_mock(words(f"stats.mock_{which}"), figures, words) for which, figures in held if figures]
    yield from _table(tuple(words(f"stats.{name}") for name in head), rows, width)


def _mock(name: str, held: MockFigures, words: Words) -> tuple[str, ...]:
    machine = share(held.machine_points, held.machine, words)
    own = _ticked(Assessed(held.own, held.own_points), words)
    code = SIGNS.get(held.code, NONE)
    return f"{name} ({held.day}, {words('mock.minutes', n=held.minutes)})", machine, own, code


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], width: int = 0) -> Iterator[str]:
    """The first column to the left, the others to the right; where it is too wide, the first one is cut."""
    sizes = [max(cells(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rest = sum(sizes[1:]) + 2 * (len(head) - 1)
    if width:
        sizes[0] = max(min(sizes[0], width - rest), 8)
    for row in (head, *rows):
        name = _cut(row[0], sizes[0])
        line = name + " " * (sizes[0] - cells(name))
        for cell, size in zip(row[1:], sizes[1:], strict=True):
            line += " " * (2 + size - cells(cell)) + cell
        yield line.rstrip()


def _cut(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    while cells(text) > width - 1:
        text = text[:-1]
    return text + "…"
