"""The questions of one learner: ours, the packs beside them, and which answer keys were corrected since an answer.

Owns when they are opened, the setting that names packs, and who is told of a correction. Refuses to ask (`session`).
What is wrong with a pack is a warning: nothing that a pack holds keeps the app from starting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from exercises.content import Language, Text
from quiz.bank import Progress, content_folder, silent
from quiz.desk import Desk
from quiz.errata import Correction, corrections
from quiz.library import Library, open_library
from quiz.log import Clock
from quiz.paths import Paths

if TYPE_CHECKING:
    from grader import Grader
    from quiz.glossary import Term


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

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The terms of our field; none where the file is broken, and then a warning."""
        return self.shelved_terms[1]

    @cached_property
    def shelved_terms(self) -> tuple[str, tuple[Term, ...]]:
        """What the cache calls the glossary, and its terms."""
        from quiz.search.shelved import shelve_terms  # noqa: PLC0415  # 5 ms that most commands do not pay

        glossary, terms, faults = shelve_terms(self.content, self.bank.titles, self.paths.cache / "bank.sqlite3")
        for fault in faults:
            self._warn_text(Text(str(fault), str(fault)))
        return glossary, terms

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
