"""What an exercise says, beyond the form of its files: texts that are missing, names that lead nowhere.

Owns what `gradlings exercise check` complains of without running anything. Refuses to prove claims about code
(`grader.contract`), and to judge truth: readers do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from exercises.content import LANGUAGES, BrokenContent, ContentError, Language, Text
from exercises.exercise import Exercise
from exercises.places import FILE, statement_file
from exercises.prerequisites import circles, meant, prerequisites

SOURCES = "sources.txt"
"""In a folder of exercises: the ids that its exercises must cover between them, one a line."""
HINTS = 3
UNFILLED = re.compile(r'^"" ?(.*)$', re.MULTILINE)
"""A line of a statement that says what is to be written in its place."""


def review(exercise: Exercise, ids: Collection[str], questions: Collection[str]) -> Iterator[ContentError]:
    """What one exercise lacks; `ids` are the exercises that there are, `questions` are `topic/slug`."""
    path = str(exercise.folder / FILE)
    for name in exercise.prerequisites:
        if meant(name, exercise.pack, ids) not in ids:
            yield ContentError(path, "prerequisites", f"`{name}` is no exercise", "`gradlings list` shows their names")
    for name in exercise.questions:
        if name not in questions:
            yield ContentError(
                path, "questions", f"`{name}` is no question", "name it topic/slug, as its file is called"
            )
    if len(exercise.hints) != HINTS:
        remedy = f"write {HINTS}: a nudge, the idea, nearly the code"
        yield ContentError(path, "hints", f"there are {len(exercise.hints)}", remedy)
    yield from _texts(exercise)
    for language in _languages(exercise):
        yield from _statement(statement_file(exercise.folder, language))


def _languages(exercise: Exercise) -> Sequence[Language]:
    """Those of its title, in which it must be throughout; without a title it has yet to be written in both."""
    return [language for language in LANGUAGES if getattr(exercise.title, language).strip()] or LANGUAGES


def _texts(exercise: Exercise) -> Iterator[ContentError]:
    path, wrong = (str(exercise.folder / name) for name in (FILE, "mistakes.toml"))
    texts: list[tuple[str, str, Text]] = [(path, "title", exercise.title), (path, "summary", exercise.summary)]
    texts += [(path, f"hints[{i}]", hint) for i, hint in enumerate(exercise.hints)]
    if exercise.goal:
        texts.append((path, "goal.metric", exercise.goal.metric))
    try:
        texts += [(wrong, mistake.id, mistake.text) for mistake in exercise.mistakes]
    except BrokenContent as broken:
        yield from broken.errors
    for file, key, text in texts:
        absent = [language for language in _languages(exercise) if not getattr(text, language).strip()]
        if absent:
            what = f"has no {' and no '.join(absent)}"
            yield ContentError(file, key, what, "write it in each language that the title has, or will have")


def _statement(path: Path) -> Iterator[ContentError]:
    if not path.is_file():
        yield ContentError(str(path), "", "is missing", "write it: the title is there in this language")
        return
    text = path.read_text(encoding="utf-8")
    for line in UNFILLED.finditer(text):
        number = text.count("\n", 0, line.start()) + 1
        what = f"is still to be written: {line[1].rstrip('.。')}"
        yield ContentError(str(path), f"line {number}", what, 'write it in the place of the line with the ""')


def circular(exercises: Sequence[Exercise]) -> Iterator[ContentError]:
    """Prerequisites that nobody could begin with."""
    files = {exercise.id: str(exercise.folder / FILE) for exercise in exercises}
    for circle in circles(prerequisites(exercises)):
        way = " → ".join(circle)
        yield ContentError(files[circle[1]], "prerequisites", f"go in a circle: {way}", "remove one of them")


def uncovered(folder: Path, exercises: Sequence[Exercise]) -> Iterator[ContentError]:
    """The ids of this folder's list that no exercise in it names as a source."""
    listed = folder / SOURCES
    if not listed.is_file():
        return
    named = {source for exercise in exercises if exercise.folder.is_relative_to(folder) for source in exercise.sources}
    for line in listed.read_text(encoding="utf-8").split():
        if line not in named:
            yield ContentError(str(listed), line, "is covered by no exercise", "name it in the `sources` of one")
