"""All banks as one: ours first, then the packs, each card under its own pack's name.

Owns what a topic is that several packs have: the same key is the same topic, under our title where we have it, and
new ones come after ours. Refuses to fail for a pack: why one cannot be used stands in `complaints`, the others load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from exercises.content import ContentError, Text
from quiz.bank import Bank, Card, Progress, silent
from quiz.card_id import pack_of
from quiz.errata import Errata
from quiz.packs import Pack, usable

if TYPE_CHECKING:
    from quiz.question import Question


class Library:
    """Every card that can be asked."""

    def __init__(self, banks: Iterable[Bank], packs: Iterable[Pack] = (), complaints: Iterable[Text] = ()) -> None:
        self._banks = {bank.pack: bank for bank in banks}
        self.roots: Mapping[str, str] = {bank.cache.root: bank.pack for bank in self._banks.values()}
        """Pack by what the cache calls its folder."""
        self.packs = tuple(packs)
        """Those that are read, ours not among them."""
        self.complaints = tuple(complaints)
        found = self._banks.values()
        self.cards: Mapping[str, Card] = {card.id: card for bank in found for card in bank.cards.values()}
        self.errors: tuple[ContentError, ...] = tuple(error for bank in found for error in bank.errors)
        self.errata = Errata(chain.from_iterable(bank.errata for bank in found))
        asked = {card.topic for card in self.cards.values()}
        titles: dict[str, Text] = {}
        for bank in found:
            titles |= {topic: title for topic, title in bank.titles.items() if topic not in titles}
        self.titles: Mapping[str, Text] = titles
        """Title by topic, with questions or without."""
        self.topics: Mapping[str, Text] = {topic: title for topic, title in titles.items() if topic in asked}
        """Title by topic; only those with questions."""

    def question(self, card_id: str) -> Question:
        """The question of a card.

        Raises KeyError (no such card) or BrokenContent (its file was broken since the bank was opened).
        """
        return self._banks[pack_of(card_id)].question(card_id)

    def about(self, exercise: str) -> dict[str, Question]:
        """The questions that name this exercise, by `pack:topic/slug`. May take 0.2 s the first time."""
        return {name: question for bank in self._banks.values() for name, question in bank.about(exercise).items()}

    def count(self, pack: str) -> int:
        """How many cards a pack has."""
        return len(self._banks[pack].cards)


def open_library(core: Path, folders: Iterable[Path], cache: Path | None, progress: Progress = silent) -> Library:
    """Our own content and the packs in these folders; `cache` is where what was compiled is kept, or None.

    `progress` is told how many files are done, for each folder.
    """
    ours = Bank.open(core, cache, progress=progress)
    packs, complaints = usable(folders, core)
    banks = [Bank.open(pack.folder, cache, pack.id, ours.titles, progress) for pack in packs]
    return Library([ours, *banks], packs, complaints)
