"""The questions of one learner: ours, the packs beside them, and which answer keys were corrected since an answer.

Owns when they are opened, the setting that names packs, who is told of a correction, and error reports. Refuses to ask
(`session`). What is wrong with a pack is a warning: nothing that a pack holds keeps the app from starting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from exercises.content import Language, Text
from quiz import complaint
from quiz.bank import Progress, content_folder, silent
from quiz.desk import Desk
from quiz.errata import Correction, corrections
from quiz.glossary import Term, read_glossary
from quiz.ids import published
from quiz.library import Library, open_library
from quiz.log import Clock
from quiz.paths import Paths
from quiz.record import Review

if TYPE_CHECKING:
    from grader import Grader, Report
    from quiz.mark import Answer
    from quiz.variants import Posed


class Shelf(Desk):
    """What can be asked."""

    def __init__(self, paths: Paths, locale: Language, clock: Clock, grader: Callable[[], Grader]) -> None:
        super().__init__(paths, locale, clock, grader)
        self._library: Library | None = None
        self._library_lock = threading.Lock()

    @property
    def content(self) -> Path:
        """The folder that our own questions come from."""
        return self.paths.content or content_folder()

    @property
    def bank(self) -> Library:
        """The questions, opened on first use."""
        return self.open_bank(silent)

    def open_bank(self, progress: Progress) -> Library:
        """The questions; whoever opens them first can watch what must be compiled."""
        with self._library_lock:
            if self._library is None:
                folders = [*map(Path, self.settings.packs), *self.paths.packs]
                self._library = open_library(self.content, folders, self.paths.cache, progress)
                for complaint in self._library.complaints:
                    self._warn_text(complaint)
            return self._library

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """The terms of our field; none where the file is broken, and then a warning."""
        terms, faults = read_glossary(self.content, self.bank.titles)
        for fault in faults:
            self._warn_text(Text(str(fault), str(fault)))
        return terms

    def set_packs(self, folders: Iterable[Path]) -> None:
        """Remember these folders, in place of those remembered before. Raises LogUnusable; then nothing changed."""
        self.configure(packs=tuple(str(folder.absolute()) for folder in folders))
        with self._library_lock:
            self._library = None

    def corrections(self) -> tuple[Correction, ...]:
        """The corrected cards whose old key this learner has answered, and was not told of yet."""
        record, bank = self.history.record, self.bank
        return tuple(corrections(bank.errata, record.reviews.under_each_key(), record.corrections, bank.cards))

    def told(self, corrected: Iterable[Correction]) -> None:
        """Remember that the learner was shown these."""
        for correction in corrected:
            self._note("corrected", {"card": correction.card, "fingerprint": correction.entries[-1].new})

    def holds(self, review: Review) -> bool:
        """Whether an answer was marked by a key that still stands."""
        return not self.bank.errata.since(review.card, review.fingerprint)

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
