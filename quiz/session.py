"""The one object that the app and the command line hold: it wires log, schedule, bank, marking and grader.

Owns the order of things: marked, then on disk, then shown. Refuses to draw, to print, and to keep anything that
the log could not rebuild. Importing it loads neither NumPy nor pydantic, which cost 95 and 155 ms.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from exercises.content import Language
from quiz import schedule
from quiz.card_id import CORE, pack_of
from quiz.desk import local_now, start_grader
from quiz.ids import published
from quiz.log import Clock, LogError, LogUnusable
from quiz.marking import Answer, GraderFailed, Mark, mark, rating
from quiz.paths import Paths
from quiz.progress import ExerciseProgress, Home, Place, TopicProgress, TrackProgress, topic_progress
from quiz.record import UNDONE, Record
from quiz.schedule import Memory
from quiz.shelf import Shelf
from quiz.variants import Posed, pose
from quiz.words import in_both
from quiz.workspace import NotStarted, WorkspaceError

if TYPE_CHECKING:
    from grader import Grader
    from quiz.bank import Card

__all__ = [
    "ExerciseProgress",
    "Home",
    "LogError",
    "LogUnusable",
    "NotHeld",
    "NotStarted",
    "Place",
    "Session",
    "TopicProgress",
    "TrackProgress",
    "WorkspaceError",
    "open_session",
]


class NotHeld(GraderFailed):
    """A pack's code was not run, since the isolation here would not hold it; its cards are left out from now on."""


class Session(Shelf):
    """What the learner does, one method each: exercises from `Desk`, questions from `Shelf`, the quiz here."""

    def __init__(self, paths: Paths, locale: Language, clock: Clock, grader: Callable[[], Grader]) -> None:
        super().__init__(paths, locale, clock, grader)
        self._lock = threading.Lock()
        self._replayed: tuple[Record | None, int, dict[str, Memory]] = (None, 0, {})
        """The record that was replayed, how many of its answers, and what came of them."""
        self._held = True
        """False once a pack's code was refused: a card that cannot be answered is not asked again and again."""

    def home(self) -> Home:
        """Everything the home screen shows, now."""
        record, memories, now = self.history.record, self._memories(), self._clock()
        cards = self.bank.cards
        due = schedule.due(cards.values(), memories, now)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        tracks, faults = self.tracks()
        return Home(
            due=len(due),
            new=len(cards.keys() - memories.keys()),
            answered_today=sum(review.at >= midnight for review in record.reviews),
            topics=topic_progress(self.bank.topics, cards.values(), memories, due),
            tracks=tracks,
            place=record.place,
            faults=(*self.bank.errors, *faults),
            corrections=self.corrections(),
        )

    def next(self, topic: str | None = None) -> Posed | None:
        """The card to ask now: the unanswered one where the learner stood, what is due, something new."""
        place = self._next_place(topic)
        if place is None:
            return None
        posed = self.pose(place.card, place.seed)
        self.visit(place)
        return posed

    def pose(self, card: str, seed: int) -> Posed:
        """This very variant of a card. Raises KeyError for a card that does not exist."""
        return pose(card, self.bank.question(card), seed)

    def answer(self, posed: Posed, answer: Answer, elapsed_ms: int) -> Mark:
        """Mark it, write it to the log on disk, return. May run in a thread.

        Raises Unreadable (say it again) or LogUnusable; then nothing is logged.
        """
        marked = mark(posed, answer, self._line_grader(posed.card) if posed.kind == "line" else None)
        body = {
            "card": posed.card,
            "fingerprint": published(posed.question, posed.card).fingerprint,
            "seed": posed.seed,
            "answer": answer.to_json(),
            "verdict": marked.verdict,
            "score": marked.score,
            "rating": rating(marked, hinted=False),
            "elapsed_ms": elapsed_ms,
            "language": self.language,
        }
        self.history.add("answered", body)
        return marked

    def undo(self) -> Posed | None:
        """Take the last answer back: its card is asked again, with the same values. None where there is none to undo.

        Only of the last hour: nobody means yesterday's. Raises LogUnusable; then nothing changed.
        """
        reviews = self.history.record.reviews
        if not reviews or self._clock() - reviews[-1].at > schedule.SITTING or reviews[-1].card not in self.bank.cards:
            return None
        card = reviews[-1].card
        self.history.add(UNDONE, {"event": reviews[-1].event})
        place = self._place_of(card, self.history.record.place.topic)
        self.visit(place)
        return self.pose(card, place.seed)

    def visit(self, place: Place) -> None:
        """Remember where the learner stands, so that a restart resumes there."""
        if place != self.history.record.place:
            self._note("visited", asdict(place))

    def keep(self, card: str, text: str) -> None:
        """Keep what is written for a card that is not answered yet; a restart finds it."""
        if text != self.kept(card):
            self._note("drafted", {"card": card, "text": text})

    def kept(self, card: str) -> str:
        """What was written for this card before."""
        return self.history.record.drafts.get(card, "")

    def _memories(self) -> Mapping[str, Memory]:
        """How well each answered card is remembered. Only answers that are new since the last call are replayed."""
        with self._lock:
            record, done, memories = self._replayed
            now = self.history.record
            if now is not record:
                done, memories = 0, {}
            reviews = now.reviews[done:]
            if reviews:
                memories = schedule.replay(filter(self.holds, reviews), memories)
            self._replayed = (now, done + len(reviews), memories)
            return memories

    def _line_grader(self, card: str) -> Grader:
        """Raises NotHeld where the drill brings a stranger's code and nothing here would hold it."""
        from grader import SandboxError  # noqa: PLC0415  # as in `start_grader`
        from quiz.strangers import too_open  # noqa: PLC0415  # the grader again

        grader = self.grader()
        try:
            level = "" if pack_of(card) == CORE else too_open(grader, os.environ)
        except SandboxError as error:
            level = str(error)
        if level:
            self._held = False
            raise NotHeld(in_both("packs.no_lock", level=level))
        return grader

    def _can_be_run(self, card: Card) -> bool:
        return self._held or card.kind != "line" or pack_of(card.id) == CORE

    def _next_place(self, topic: str | None) -> Place | None:
        cards = [card for card in self.bank.cards.values() if topic in (None, card.topic) and self._can_be_run(card)]
        pending = self.history.record.pending
        if pending and any(card.id == pending.card for card in cards):
            return replace(pending, topic=topic or "")
        memories = self._memories()
        reviews = self.history.record.reviews
        again = {review.card for review in reviews if review.card not in memories}
        card_id = schedule.next_card(cards, memories, reviews, self._clock(), again)
        return self._place_of(card_id, topic or "") if card_id else None

    def _place_of(self, card: str, topic: str) -> Place:
        memory = self._memories().get(card)
        return Place("quiz", card, schedule.seed(card, memory.reviews if memory else 0), topic)


def open_session(
    paths: Paths,
    locale: Language = "en",
    clock: Clock = local_now,
    grader: Callable[[], Grader] = start_grader,
) -> Session:
    """Everything wired for the files at `paths`; nothing is opened or started before it is needed."""
    return Session(paths, locale, clock, grader)
