"""`quiz --plain`: the quiz in a plain terminal, or through a pipe.

Owns what is shown and when. Refuses to mark or to choose (`session`) and to read lines (`replies`).
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic

from exercises.content import Text
from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.replies import Replies
from quiz.marking import Mark, Unreadable
from quiz.session import LogUnusable, NotHeld, Session
from quiz.variants import Posed
from quiz.words import fallback, marked
from quiz.wrapping import render

MARK_SIGNS = {"right": "✓", "partial": "~", "wrong": "✗", "self": "·"}
NUMBERED = {"bug"}


def quiz(args: Namespace, session: Session, console: Console) -> int:
    """Ask until there is nothing left or the learner ends. Raises Refused for a topic that does not exist."""
    topic = args.topic
    if topic and topic not in session.bank.topics:
        raise Refused(session.words("cli.unknown_topic", id=topic, known=", ".join(session.bank.topics)))
    if not session.bank.cards:
        raise Refused(session.words("plain.no_questions"))
    console.tell_warnings(session)
    _tell_corrections(session, console)
    _nicer_editing()
    asker = _Asker(session, console)
    try:
        while posed := session.next(topic):
            asker.ask(posed)
            console.tell_warnings(session)
        console.say("", session.words("plain.nothing"))
    except EOFError:
        console.say("")
    except LogUnusable as error:
        # An answer that cannot be kept is not marked: the card comes again when there is room.
        raise Refused(session.words("error.log_unusable", path=error.path, reason=error.reason)) from error
    if asker.answered:
        console.say(session.words("plain.done", n=asker.answered, right=asker.right))
    return PASSED


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
        self._replies = Replies(_input, session.words)
        self.answered = 0
        self.right = 0

    def ask(self, posed: Posed) -> None:
        """Show a card, take answers until one can be read, show the mark. Raises EOFError."""
        self._console.say("", *self._card(posed))
        if posed.kind == "open":
            self._replies.pause("plain.ask_open")
            self._console.say(*self._model_answer(posed))
        began = monotonic()
        while True:
            answer = self._replies.read(posed)
            try:
                mark = self._session.answer(posed, answer, round((monotonic() - began) * 1000))
            except Unreadable as error:
                self._console.say(*render(error.text[self._session.language], self._console.width))
                if isinstance(error, NotHeld):
                    return
                continue
            break
        self.answered += 1
        self.right += mark.score >= 1
        self._console.say("", *self._mark(posed, mark))

    def _card(self, posed: Posed) -> Iterator[str]:
        words, language = self._session.words, self._session.language
        card = self._session.bank.cards[posed.card]
        yield fallback(card.title, language) + words(
            "plain.header",
            number=self.answered + 1,
            topic=self._session.bank.topics[card.topic][language],
            level=words("common.level", level=card.level),
            kind=words(f"common.kind.{posed.kind}"),
        )
        yield from self._text(posed.prompt)
        if posed.code:
            yield ""
            for number, line in enumerate(posed.code.rstrip("\n").splitlines(), start=1):
                yield f"{number:3}  {line}" if posed.kind in NUMBERED else f"    {line}"
        if posed.lefts:
            yield ""
            yield from (f"  - {left.text[language]}" for left in posed.lefts)
        if posed.choices and posed.kind != "open":
            yield ""
            yield from self._choices(posed)

    def _choices(self, posed: Posed) -> Iterator[str]:
        for number, choice in enumerate(posed.choices, start=1):
            first, *rest = self._text(choice.text, margin=5) or [""]
            yield f"{number:3}. {first}"
            yield from (f"     {line}" for line in rest)

    def _model_answer(self, posed: Posed) -> Iterator[str]:
        yield ""
        yield self._session.words("plain.right_answer")
        yield from self._text(posed.question.answer)
        yield ""
        yield self._session.words("plain.key_points")
        yield from self._choices(posed)

    def _mark(self, posed: Posed, mark: Mark) -> Iterator[str]:
        words = self._session.words
        said = words(f"common.mark.{mark.verdict}")
        if mark.verdict in ("partial", "self"):
            said = words("plain.score", mark=said, percent=round(mark.score * 100))
        yield f"{MARK_SIGNS[mark.verdict]} {said}"
        if posed.kind != "open":
            yield from self._explanation(posed, mark)

    def _explanation(self, posed: Posed, mark: Mark) -> Iterator[str]:
        for why in mark.why:
            yield from self._text(why)
        if mark.score < 1 and mark.right:
            yield self._session.words("plain.right_answer")
            yield from (f"  {line}" for line in self._text(mark.right, margin=2))
        yield from self._text(mark.explain)
        for misconception in posed.question.misconceptions:
            if misconception.id in mark.misconceptions:
                yield ""
                key = "plain.contested" if misconception.contested else "plain.claim"
                claim = misconception.claim[self._session.language]
                yield from render(self._session.words(key, claim=claim), self._console.width)
                yield from self._text(misconception.why)

    def _text(self, text: Text, margin: int = 0) -> list[str]:
        return render(text[self._session.language], self._console.width - margin)


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
