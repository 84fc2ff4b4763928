"""The one object that the app and the command line hold: it wires log, schedule, bank, marking and grader.

Owns the order of things (marked, then on disk, then shown) and error reports. Refuses to draw, to print, and to keep
what the log could not rebuild. Importing it loads neither NumPy nor pydantic, which cost 95 and 155 ms.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exercises.content import Language
from quiz import complaint, schedule
from quiz.agenda import Agenda
from quiz.card_id import CORE, pack_of
from quiz.desk import start_grader
from quiz.ids import published
from quiz.log import Clock, LogError, LogUnusable
from quiz.marking import Answer, GraderFailed, Mark, mark, rating
from quiz.mine import Mine
from quiz.paths import Paths
from quiz.practice import APART, EVERYTHING, SCHEDULED, Practice, Tally, chosen, waiting
from quiz.progress import ExerciseProgress, Home, Place, TopicProgress, TrackProgress, topic_progress
from quiz.record import UNDONE
from quiz.schedule import Memory
from quiz.shelf import Shelf
from quiz.variants import Posed, pose
from quiz.words import in_both
from quiz.workspace import NotStarted, WorkspaceError
from quiz.zone import local_now

if TYPE_CHECKING:
    from grader import Grader, Report
    from quiz.bank import Card
    from quiz.plan.day import Plan

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
        self._mine = Mine(self.history, clock())
        self._tally = Tally()
        self._agenda = Agenda(self)
        self._held = True
        self._put_off: set[str] = set()
        """False once a pack's code was refused: a card that cannot be answered is not asked again and again."""

    def home(self) -> Home:
        """Everything the home screen shows, now."""
        record, memories = self.history.record, self._memories()
        cards = self.bank.cards
        goal = self._agenda.given().goal
        due = [card.id for card in schedule.due(cards.values(), memories, goal)]
        tracks, faults = self.tracks()
        return Home(
            due=len(due),
            new=len(cards.keys() - memories.keys()),
            answered_today=record.reviews.since(goal.midnight),
            topics=topic_progress(self.bank.topics, cards.values(), memories, due),
            tracks=tracks,
            place=record.place,
            faults=(*self.bank.errors, *faults),
            corrections=self.corrections(),
            plan=self.today(),
        )

    def today(self) -> Plan:
        """What fits into the minutes that are left today, in order."""
        return self._agenda.plan()

    def capped(self, practice: Practice) -> bool:
        """Whether there would be more new cards, had the day not brought as many as were set."""
        given = self._agenda.given()
        more = not self.bank.cards.keys() <= given.memories.keys()
        return more and not practice.mode and not practice.topic and given.new_today >= given.settings.new_a_day

    def begun(self, practice: Practice) -> Practice:
        """The practice, from now on; one that goes on after a restart began earlier."""
        return practice.begun(self._clock())

    def next(self, practice: Practice = EVERYTHING) -> Posed | None:
        """The card to ask now: the unanswered one where the learner stood, what is due, something new.

        A practice of one's own choice asks its own cards instead, until each was asked once.
        """
        place = self._next_place(practice)
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
        marked = self.mark(posed, answer)
        self.count(posed, answer, marked, elapsed_ms)
        return marked

    def mark(self, posed: Posed, answer: Answer) -> Mark:
        """What an answer is worth; nothing is logged. May run in a thread. Raises Unreadable."""
        return mark(posed, answer, self._line_grader(posed.card) if posed.kind == "line" else None)

    def count(self, posed: Posed, answer: Answer, marked: Mark, elapsed_ms: int, **of: object) -> None:
        """Write a marked answer to the log, as a review; `of` says what it was a part of. Raises LogUnusable."""
        body = {
            "card": posed.card,
            "fingerprint": published(posed.question, posed.card).fingerprint,
            "seed": posed.seed,
            "answer": answer.to_json(),
            "verdict": marked.verdict,
            "score": marked.score,
            "rating": rating(marked),
            "elapsed_ms": elapsed_ms,
            "language": self.interview,
            **of,
        }
        self._mine.answered(self.history.add("answered", body))

    @property
    def undoable(self) -> bool:
        """Whether there is an answer of this session, or of the one before, to take back."""
        return not self.stays

    @property
    def stays(self) -> Literal["", "none", "mock", "old", "gone"]:
        """Why the last answer cannot be taken back: there is none, a mock interview's report rests on it, it is not of
        this hour, or its card is no longer there."""
        record, last, hour = self.history.record, self._mine.last, self._clock() - schedule.SITTING
        if last is None:
            return "old" if len(record.reviews) and not record.reviews.since(hour) else "none"
        if last.event in record.of_mocks:
            return "mock"
        if last.at < hour:
            return "old"
        return "" if last.card in self.bank.cards else "gone"

    def undo(self) -> Posed | None:
        """Take the last answer back: its card is asked again, with the same values. None where there is none to undo.

        Only of the last hour: nobody means yesterday's. Raises LogUnusable; then nothing changed.
        """
        last = self._mine.last
        if last is None or self.stays:
            return None
        self.history.add(UNDONE, {"event": last.event})
        place = self._place_of(last.card, Practice.at(self.history.record.place))
        self.visit(place)
        return self.pose(last.card, place.seed)

    def put_off(self, card: str) -> None:
        """A card whose answer could not be judged: not asked again in this session, and not counted."""
        self._put_off.add(card)

    def complain_of_card(self, posed: Posed, answer: Answer | None) -> Path:
        """Write an error report on a question; returns where. Raises OSError."""
        from grader import SandboxError  # noqa: PLC0415  # as in `start_grader`

        isolation = ""
        if answer and posed.kind == "line":
            with suppress(SandboxError):
                isolation = self.grader().prove()
        fingerprint = published(posed.question, posed.card).fingerprint
        found = complaint.of_card(posed, answer, fingerprint, isolation)
        return complaint.write(found, self.paths.reports, self.words)

    def complain_of_report(self, report: Report) -> Path:
        """Write an error report on a judgement; returns where. Raises OSError."""
        return complaint.write(complaint.of_report(report), self.paths.reports, self.words)

    def visit(self, place: Place) -> None:
        """Remember where the learner stands, so that a restart resumes there."""
        self._mine.shows(place)
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
        """How well each answered card is remembered."""
        return self._agenda.memories()

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
        if card.id in self._put_off:
            return False
        return self._held or card.kind != "line" or pack_of(card.id) == CORE

    def _next_place(self, practice: Practice) -> Place | None:
        cards = [card for card in self.bank.cards.values() if practice.covers(card) and self._can_be_run(card)]
        if practice.mode not in SCHEDULED:
            cards = waiting(practice, cards, self._counted().latest)
        pending, elsewhere = self.history.record.pending, self._mine.elsewhere
        if pending and not elsewhere and any(card.id == pending.card for card in cards):
            return practice.place(pending.card, pending.seed)
        choose = self._scheduled if practice.mode in SCHEDULED else self._chosen
        # what another window asks comes last: that window may be gone
        free = [card for card in cards if card.id != elsewhere]
        card_id = choose(practice, free) or (choose(practice, cards) if elsewhere else None)
        return self._place_of(card_id, practice) if card_id else None

    def _scheduled(self, practice: Practice, cards: list[Card]) -> str | None:
        given = self._agenda.given()
        if practice.mode == "today":
            playable = {card.id for card in cards}
            return next((item.id for item in self.today().of("review", "new") if item.id in playable), None)
        asked = schedule.just_asked(given.record.reviews, given.now)
        found = schedule.next_card(cards, given.memories, asked, given.goal)
        if found or (not practice.topic and given.new_today >= given.settings.new_a_day):
            return found
        return schedule.next_new(cards, given.memories, given.goal, given.again)

    def _chosen(self, practice: Practice, cards: list[Card]) -> str | None:
        memories, now, tally = self._memories(), self._clock(), self._counted()

        def weight(card: Card) -> float:
            return schedule.recall(memories[card.id], now) * tally.accuracy(card.topic)

        just = [review.card for review in self.history.record.reviews[-APART:]]
        return chosen(practice, cards, weight, just) if cards else None

    def _counted(self) -> Tally:
        self._tally.follow(self.history.record, self.bank.errata.holds)
        return self._tally

    def _place_of(self, card: str, practice: Practice) -> Place:
        memory = self._memories().get(card)
        return practice.place(card, schedule.seed(card, memory.reviews if memory else 0))


def open_session(
    paths: Paths,
    locale: Language = "en",
    clock: Clock = local_now,
    grader: Callable[[], Grader] = start_grader,
) -> Session:
    """Everything wired for the files at `paths`; nothing is opened or started before it is needed."""
    return Session(paths, locale, clock, grader)
