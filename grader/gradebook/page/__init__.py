"""One HTML file that shows a whole run: opens from disk, loads nothing, works without its script.

    page_html   the file, from standings that come one after the other
    Run, About  what else is on it

    head      the frame: policy, header, head of the table      summary   points, checks, mistakes, time of everybody
    student   a line of the table and what is folded under it   alike     similar pairs
    counts    what summary shows                                markup    escaping

Everything that students wrote is escaped where it becomes markup, and nothing but the page's own script could run. Of
the reports only counts stay in memory: what is shown of each student waits in a file, from which it is put into order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, TextIO

from grader.gradebook.files import Sink, replacing
from grader.gradebook.page.alike import similar
from grader.gradebook.page.counts import Counts
from grader.gradebook.page.head import END, opening, table_opening
from grader.gradebook.page.markup import Markup, tag, theirs
from grader.gradebook.page.run import About, Run
from grader.gradebook.page.student import entry
from grader.gradebook.page.summary import overview, sections
from grader.gradebook.standings import Standing

__all__ = ["About", "Run", "page_html"]


@contextmanager
def page_html(path: Path, summary: Sequence[Standing], about: About) -> Iterator[Sink]:
    """Takes the standings of this summary with their reports, each once, and writes the page at the end."""
    with TemporaryFile(dir=path.parent) as waiting, replacing(path) as file:
        page = _Page(summary, about, waiting)
        yield page.add
        page.write(file)


class _Page:
    def __init__(self, summary: Sequence[Standing], about: About, waiting: BinaryIO) -> None:
        self._about, self._waiting = about, waiting
        shown = sorted(summary, key=lambda s: ((s.name or s.student).casefold(), s.student, s.exercise))
        self._shown = shown
        self._numbers = {(s.student, s.exercise): number for number, s in enumerate(shown)}
        self._counts = {exercise: Counts() for exercise in sorted({s.exercise for s in shown})}
        self._places: dict[int, tuple[int, int]] = {}

    def add(self, standing: Standing) -> None:
        number = self._numbers[standing.student, standing.exercise]
        self._counts[standing.exercise].add(number, standing)
        told = entry(number, standing, self._about).encode()
        self._places[number] = self._waiting.tell(), len(told)
        self._waiting.write(told)

    def write(self, file: TextIO) -> None:
        language = self._about.language
        students = len({standing.student for standing in self._shown})
        file.write(opening(self._about, self._counts))
        file.write(overview(self._counts, students, language))
        file.writelines(sections(self._counts, language, self._link))
        file.write(similar(self._about.similar, language, self._linker()))
        file.write(table_opening(len(self._shown), language))
        for _, (place, length) in sorted(self._places.items()):
            self._waiting.seek(place)
            file.write(self._waiting.read(length).decode() + "\n")
        file.write(END)

    def _link(self, number: int) -> Markup:
        standing = self._shown[number]
        return tag("a", theirs(standing.name or standing.student, 80), href=f"#s{number}")

    def _linker(self) -> Callable[[str], Markup]:
        """From an id to the student's first line, or to the id where it is nobody here."""
        first = {standing.student: number for number, standing in reversed(list(enumerate(self._shown)))}
        return lambda who: self._link(first[who]) if who in first else theirs(who, 80)
