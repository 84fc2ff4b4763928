"""`quiz --plain`: the quiz in a plain terminal, or through a pipe.

Owns when what is shown. Refuses to mark or to choose (`session`), to read answers (`replies`) and to lay out (`sheet`).
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from time import monotonic

from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.replies import Replies, TakeBack
from quiz.commands.sheet import Sheet
from quiz.glossary import mentioned
from quiz.marking import GraderFailed, Unreadable
from quiz.plan.told import today
from quiz.practice import CHOSEN, Mode, Practice
from quiz.preferences import known_topics, topic_id
from quiz.session import LogUnusable, Session
from quiz.settings import BadSetting
from quiz.variants import Posed
from quiz.words import marked
from quiz.wrapping import render

TURN, TURN_MARK, TERMS = ":o", ":m", ":g"
"""Typed in place of an answer: this card in the other language, the last mark in the other language, the terms."""


def quiz(args: Namespace, session: Session, console: Console) -> int:
    """Ask until there is nothing left or the learner ends. Raises Refused for a topic that does not exist."""
    practice = session.begun(Practice(_topic(args.topic, session), _mode(args)))
    if not session.bank.cards:
        raise Refused(session.words("plain.no_questions"))
    console.tell_warnings(session)
    _tell_corrections(session, console)
    if sys.stdin.isatty():
        console.say(*render(session.words("plain.asides"), console.width))
    _nicer_editing()
    asker = _Asker(session, console)
    try:
        again = None
        while posed := again or session.next(practice):
            again = asker.ask(posed)
            console.tell_warnings(session)
        over = {"": "plan.capped" if session.capped(practice) else "plain.nothing", "today": "plan.cards_done"}
        console.say("", session.words(over.get(practice.mode, "practice.over"), n=session.settings.new_a_day))
        if practice.mode == "today":
            console.say(today(session.today(), session.words))
    except EOFError:
        console.say("")
    except LogUnusable as error:
        # An answer that cannot be kept is not marked: the card comes again when there is room.
        raise Refused(session.words("error.log_unusable", path=error.path, reason=error.reason)) from error
    if asker.scores:
        right = sum(score >= 1 for score in asker.scores)
        console.say(session.words("plain.done", n=len(asker.scores), right=right))
    return PASSED


def _topic(typed: str | None, session: Session) -> str:
    """By its id or its title. Raises Refused."""
    try:
        return topic_id(typed, session.bank.topics) if typed else ""
    except BadSetting as bad:
        known = known_topics(session.bank.topics)[session.language]
        raise Refused(session.words("cli.unknown_topic", id=typed, known=known)) from bad


def _mode(args: Namespace) -> Mode:
    return "today" if args.today else next((mode for mode in CHOSEN if getattr(args, mode)), "")


def _tell_corrections(session: Session, console: Console) -> None:
    """Which answer keys were wrong; whoever has read it is not told again."""
    found = session.corrections()
    for correction in found:
        for entry in correction.entries:
            title = marked(correction.title, session.language)
            console.say(*render(session.words("plain.correction", date=entry.date, title=title), console.width))
            console.say(*render(entry.wrong[session.language], console.width))
        console.say(session.words("plain.asked_again"), "")
    session.told(found)


class _Asker:
    """One sitting."""

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._console = console
        self._replies = Replies(self._line, session.words)
        self._aside: dict[str, Callable[[], Iterable[str]]] = {}
        """What is shown where the learner types one of these in place of an answer."""
        self.scores: list[float] = []

    @property
    def _sheet(self) -> Sheet:
        session = self._session
        return Sheet(session.bank, session.words, session.interview, session.language, self._console.width)

    def ask(self, posed: Posed) -> Posed | None:
        """Show a card, take answers until one can be read, show the mark. Raises EOFError.

        Returns the card to ask next where the learner wants to take an answer back; else the session chooses.
        """
        try:
            self._ask(posed)
        except TakeBack:
            stays = self._session.stays
            before = self._session.undo()
            self._console.say("", self._session.words(f"progress.stays.{stays}" if stays else "progress.undone"))
            self.scores = self.scores[:-1] if before else self.scores
            return before or posed
        return None

    def _ask(self, posed: Posed) -> None:
        sheet, number = self._sheet, len(self.scores) + 1
        self._aside[TURN] = lambda: sheet.turned().card(posed, number)
        self._aside[TERMS] = lambda: self._terms(posed)
        self._console.say("", *sheet.card(posed, number))
        if posed.kind == "open":
            self._replies.pause("plain.ask_open")
            self._aside[TURN] = lambda: sheet.turned().model_answer(posed)
            self._console.say(*sheet.model_answer(posed))
        began = monotonic()
        while True:
            answer = self._replies.read(posed)
            try:
                mark = self._session.answer(posed, answer, round((monotonic() - began) * 1000))
            except GraderFailed as failed:
                self._console.say(*sheet.text(failed.text), self._session.words("plain.put_off"))
                self._session.put_off(posed.card)
                return
            except Unreadable as error:
                self._console.say(*sheet.text(error.text))
                continue
            break
        self.scores.append(mark.score)
        self._aside[TURN_MARK] = lambda: sheet.turned().mark(posed, mark)
        self._console.say("", *sheet.mark(posed, mark))

    def _line(self, prompt: str) -> str:
        """What is typed; an aside is answered, and then asked again."""
        while (show := self._aside.get((line := _input(prompt)).strip())) is not None:
            self._console.say(*show(), "")
        return line

    def _terms(self, posed: Posed) -> Iterator[str]:
        texts = (posed.question.prompt, posed.prompt, *(choice.text for choice in posed.choices))
        for term in mentioned(self._session.glossary, " ".join(f"{text.en} {text.zh}" for text in texts)):
            yield f"{term.term.en}  {term.term.zh}"


def _input(prompt: str) -> str:
    line = input(prompt)
    if not sys.stdin.isatty():
        sys.stdout.write("\n")  # nobody pressed Enter on a terminal to end the prompt's line
    return line


def _nicer_editing() -> None:
    """Arrow keys in `input`, where there is somebody at a terminal and Python was built with readline."""
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401, PLC0415  # importing it is what installs it
