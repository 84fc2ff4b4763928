"""The questions of a folder as cards: `pack:topic/slug#drill`.

Owns the cards' ids and what is compiled when: a file is parsed and validated once, then read from the cache until
it changes. Refuses to fail for one bad file: its faults are in `errors`, and the other files load. Importing this
and opening an unchanged bank loads no pydantic, which costs 130 ms.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from exercises.content import LANGUAGES, BrokenContent, ContentError, Text
from quiz.cache import Cache, Entry, Row
from quiz.card_id import CORE, OPEN, path_of, question_of
from quiz.errata import read_errata
from quiz.folder import compiler_stamp, question_files, read_topics
from quiz.search.passages import searchable

if TYPE_CHECKING:
    from quiz.question import Question

Progress = Callable[[int, int], object]
REPORTED = 100
"""Files between two reports."""
PACKAGED = "_content"
"""What our own folder is called inside an installed package."""
_HERE = Path(__file__).parent


def silent(done: int, total: int) -> None:
    """No report."""


def content_folder() -> Path:
    """Our own content: inside an installed package, beside it in a checkout."""
    packaged = _HERE / PACKAGED
    return packaged if packaged.is_dir() else _HERE.parent / "content"


class Card(NamedTuple):
    """Something that can be asked: a drill, or a question as a whole. A tuple for the same reason as `Row`."""

    id: str
    topic: str
    level: int
    kind: str
    title: Text


class Bank:
    """The cards of one pack, and what is wrong with its files."""

    def __init__(
        self,
        content: Path,
        pack: str,
        cache: Cache,
        ours: Mapping[str, Text] = MappingProxyType({}),
        progress: Progress = silent,
    ) -> None:
        self._folder = content / "questions"
        self.pack = pack
        self.cache = cache
        self._progress = progress
        self._questions: dict[str, Question] = {}
        faults: list[ContentError] = []
        self.titles = self._titles(content / "topics.toml", ours, faults)
        """Title by topic, with questions or without; the known ones (`ours`) first, and under their known titles."""
        self._entries = self._compile(faults)
        self.cards: Mapping[str, Card] = {}
        """By id, in the order of topics, files and drills."""
        self.cards = dict(self._card(row) for row in self._rows(faults))
        self.errata = read_errata(content, pack, faults)
        self.errors: tuple[ContentError, ...] = tuple(faults)
        asked = {card.topic for card in self.cards.values()}
        self.topics: Mapping[str, Text] = {topic: title for topic, title in self.titles.items() if topic in asked}
        """Title by topic, in the order of topics.toml; only those with questions."""

    @classmethod
    def open(
        cls,
        content: Path,
        cache: Path | None,
        pack: str = CORE,
        ours: Mapping[str, Text] = MappingProxyType({}),
        progress: Progress = silent,
    ) -> Bank:
        """The bank of this content folder, whose files may also stand under the topics of `ours`.

        `cache` is a folder for what was compiled, or None. `progress` is told how many of the files that have to be
        compiled are done.
        """
        root = str((content / "questions").absolute())
        return cls(content, pack, Cache(cache and cache / "bank.sqlite3", root), ours, progress)

    def question(self, card_id: str) -> Question:
        """The question of a card.

        Raises KeyError (no such card) or BrokenContent (its file was broken since the bank was opened).
        """
        if card_id not in self.cards:
            raise KeyError(card_id)
        file = self.file(card_id)
        if file not in self._questions:
            self._questions[file] = self._load(file)
        return self._questions[file]

    def about(self, exercise: str) -> dict[str, Question]:
        """The questions that name this exercise, by `pack:topic/slug`; one that is broken by now is left out."""
        compiled = {file for file, question in self._questions.items() if exercise in question.exercises}
        found = {}
        for file in sorted({*self.cache.holding(json.dumps(exercise)), *compiled}):
            card = f"{self.pack}:{file.removesuffix('.toml')}#{OPEN}"
            with suppress(KeyError, BrokenContent):
                if exercise in (question := self.question(card)).exercises:
                    found[question_of(card)] = question
        return found

    def file(self, card_id: str) -> str:
        """The file that a card comes from, relative to content/questions."""
        return path_of(card_id) + ".toml"

    def _titles(self, path: Path, ours: Mapping[str, Text], faults: list[ContentError]) -> Mapping[str, Text]:
        # a pack whose topics are all known needs no list of its own
        own = read_topics(path, faults) if self.pack == CORE or path.exists() else {}
        return {**ours, **{topic: title for topic, title in own.items() if topic not in ours}}

    def _compile(self, faults: list[ContentError]) -> dict[str, Entry]:
        compiler = compiler_stamp()
        stamps = {file: f"{compiler} {stamp}" for file, stamp in question_files(self._folder, faults)}
        known = self.cache.load()
        sound = {file: entry for file, entry in known.items() if stamps.get(file) == entry.stamp}
        missing = [file for file in stamps if file not in sound]
        fresh = []
        for done, file in enumerate(missing):
            if not done % REPORTED:
                self._progress(done, len(missing))
            fresh.append(self._entry(file, stamps[file]))
        if fresh or known.keys() - stamps.keys():
            self.cache.store(fresh, known.keys() - stamps.keys())
        return sound | {entry.file: entry for entry in fresh}

    def _entry(self, file: str, stamp: str) -> Entry:
        from quiz.check import read_question  # noqa: PLC0415  # pydantic, 130 ms

        try:
            question = read_question(self._folder / file)
        except BrokenContent as broken:
            faults = tuple((fault.key, fault.problem, fault.remedy) for fault in broken.errors)
            return Entry(file, stamp, faults=faults)
        except (ArithmeticError, RecursionError, ValueError) as error:
            # A stranger's file may be written to break readers; it must not keep the app from starting.
            return Entry(file, stamp, faults=(("", f"cannot be read: {type(error).__name__}", "write it anew"),))
        self._questions[file] = question
        rows, body = tuple(_rows_of(file, question)), question.model_dump_json(by_alias=True)
        searched = searchable(file.removesuffix(".toml"), json.loads(body))
        return Entry(file, stamp, rows, body=body, searched=searched)

    def _load(self, file: str) -> Question:
        from pydantic import ValidationError  # noqa: PLC0415  # 130 ms

        from quiz.question import Question  # noqa: PLC0415  # pydantic again

        try:
            return Question.model_validate_json(self.cache.body(file, self._entries[file].stamp))
        except ValidationError:  # somebody deleted or damaged the cache meanwhile
            from quiz.check import read_question  # noqa: PLC0415  # 40 ms that a sound cache saves

            return read_question(self._folder / file)

    def _rows(self, faults: list[ContentError]) -> Iterator[Row]:
        """The rows of all sound files, by topic; the faults of the others."""
        place = {topic: i for i, topic in enumerate(self.titles)}
        for file, entry in sorted(self._entries.items(), key=lambda item: (place.get(_topic(item[0]), 0), item[0])):
            if _topic(file) in self.titles:
                yield from entry.rows
            if found := [*entry.faults, *self._unfit(file, entry)]:
                path = str(self._folder / file)
                faults += [ContentError(path, *fault) for fault in found]

    def _unfit(self, file: str, entry: Entry) -> Iterator[tuple[str, str, str]]:
        """What keeps a sound file from this bank."""
        if _topic(file) not in self.titles:
            yield "", f"`{_topic(file)}` is no topic", "add it to topics.toml or move the file"
        elif self.pack == CORE and entry.rows:
            for language in LANGUAGES:
                if not getattr(entry.rows[0].title, language):
                    yield f"title.{language}", "is missing", "write both languages"

    def _card(self, row: Row) -> tuple[str, Card]:
        card_id = f"{self.pack}:{row.card}"
        return card_id, Card(card_id, *row[1:])


def _rows_of(file: str, question: Question) -> Iterator[Row]:
    name, topic = file.removesuffix(".toml"), _topic(file)
    for drill in question.drills:
        yield Row(f"{name}#{drill.id}", topic, drill.level, drill.kind, question.title)
    yield Row(f"{name}#{OPEN}", topic, question.level, OPEN, question.title)


def _topic(file: str) -> str:
    return file.partition("/")[0]
