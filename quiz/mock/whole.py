"""Everything that the report of an interview says, gathered from the session: for the page and for the command line.

Owns where it comes from. Refuses to count (`report`) and to word (`detail`, `markdown`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from exercises.content import BrokenContent, Language, Text
from quiz.mock import coding
from quiz.mock.detail import Part, card_parts, code_parts
from quiz.mock.item import CODE
from quiz.mock.markdown import Sheet
from quiz.mock.report import Advice, advice
from quiz.mock.sitting import posed
from quiz.mock.state import Mock
from quiz.mock.told import Speaker
from quiz.workspace import WorkspaceError

if TYPE_CHECKING:
    from quiz.session import Session


class Plain:
    """The voice of the command line: prompts in the language of interviews, the rest in that of the interface."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def language(self) -> Language:
        """Of the interface."""
        return self._session.language

    def __call__(self, key: str, **values: object) -> str:
        """The interface's words."""
        return self._session.words(key, **values)

    def of(self, text: Text) -> str:
        """What explains."""
        return text[self._session.language]

    def asked(self, text: Text) -> str:
        """What one is asked."""
        return text[self._session.interview]


def sheet(session: Session, mock: Mock, voice: Speaker) -> Sheet:
    """The whole report, ready for Markdown."""
    parts = lambda index: item_parts(session, mock, index, voice)  # noqa: E731
    return Sheet(mock, local(session, mock), titles(session), advised(session, mock), parts)


def local(session: Session, mock: Mock) -> datetime:
    """When it began, in the learner's time zone."""
    return mock.at.astimezone(session.now().tzinfo)


def titles(session: Session) -> Mapping[str, Text]:
    """Of topics, and of exercises."""
    exercises, _faults = session.catalog.all()
    return {**session.bank.titles, **{exercise.id: exercise.title for exercise in exercises}}


def advised(session: Session, mock: Mock) -> tuple[Advice, ...]:
    """What to do next."""
    training = {}
    for item in mock.items:
        found = posed(session, item) if item.card else None
        if found is not None:
            training[item.card] = found.question.exercises
    passed = [name for name, status in session.history.record.status.items() if status == "passed"]
    return advice(mock, training, passed)


def item_parts(session: Session, mock: Mock, index: int, voice: Speaker) -> Iterator[Part]:
    """All that is said of one item."""
    item = mock.items[index]
    if item.kind == CODE:
        source = ""
        with suppress(WorkspaceError):
            source = coding.workspace(session.paths.work, mock.at, session.now).text(item.exercise)
        with suppress(KeyError, BrokenContent):
            yield Part(voice.asked(session.exercise(item.exercise).summary))
        yield from code_parts(mock, index, source, voice)
    elif (found := posed(session, item)) is None:
        yield Part(voice("mock.gone", card=item.card), "quiet")
    else:
        yield from card_parts(mock, index, found, voice)
