"""Corrected answer keys: `errata.toml` says of each what was wrong, so that whoever answered the old one is told.

Owns that file's form, and which answers it takes back. Refuses to judge whether a correction is one, and to know who
answered what: the log keeps the fingerprint of every answer, and the session compares. `ids` proves that every entry
names a key that was published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from exercises.content import LANGUAGES, BrokenContent, ContentError, Text
from quiz.card_id import CORE, pack_of
from quiz.folder import read_strictly

if TYPE_CHECKING:
    from quiz.bank import Card
    from quiz.record import Review

FILE = "errata.toml"


@dataclass(frozen=True)
class Erratum:
    """One correction of one card's answer key."""

    card: str
    date: dt.date
    old: str
    """The fingerprint of the key that was wrong."""
    new: str
    wrong: Text
    """What was wrong, said to somebody who may have learnt it."""


@dataclass(frozen=True)
class _File:
    schema: Literal[1]
    errata: tuple[Erratum, ...] = ()


class Errata:
    """The corrections of all cards, each card's in the order of the file, the latest last."""

    def __init__(self, entries: Iterable[Erratum]) -> None:
        self._of: dict[str, list[Erratum]] = {}
        for entry in entries:
            self._of.setdefault(entry.card, []).append(entry)

    def __iter__(self) -> Iterator[Erratum]:
        return (entry for entries in self._of.values() for entry in entries)

    def since(self, card: str, fingerprint: str) -> tuple[Erratum, ...]:
        """What was corrected after this key was asked; nothing where it is the key of today."""
        entries = self._of.get(card, [])
        if not entries or entries[-1].new == fingerprint:  # a correction may have been taken back
            return ()
        at = max((i for i, entry in enumerate(entries) if entry.old == fingerprint), default=len(entries))
        return tuple(entries[at:])

    def holds(self, review: Review) -> bool:
        """Whether an answer was marked by a key that still stands."""
        return not self.since(review.card, review.fingerprint)


def read_errata(content: Path, pack: str, faults: list[ContentError]) -> Errata:
    """The corrections of one pack; a broken file has none, and its faults are noted."""
    path = content / FILE
    if not path.exists():
        return Errata(())
    try:
        read: _File = read_strictly(_File, path)
    except BrokenContent as broken:
        faults += broken.errors
        return Errata(())
    for i, entry in enumerate(read.errata):
        key = f"errata[{i}]"
        if pack_of(entry.card) != pack:
            faults.append(ContentError(str(path), f"{key}.card", f"is no card of the pack {pack}", "mend the id"))
        languages = [language for language in LANGUAGES if getattr(entry.wrong, language)]
        if not languages or (pack == CORE and len(languages) < len(LANGUAGES)):
            faults.append(ContentError(str(path), f"{key}.wrong", "lacks a language", "write both"))
    return Errata(entry for entry in read.errata if pack_of(entry.card) == pack)


class Correction(NamedTuple):
    """What a learner has to be told about one card."""

    card: str
    title: Text
    entries: tuple[Erratum, ...]
    """Everything that was corrected since their answer, the latest last."""


def corrections(
    errata: Errata, reviews: Iterable[Review], told: Collection[tuple[str, str]], cards: Mapping[str, Card]
) -> Iterator[Correction]:
    """One for each card that is still asked and was answered under a key that was wrong, unless that was told."""
    found: dict[str, tuple[Erratum, ...]] = {}
    for review in reviews:
        since = errata.since(review.card, review.fingerprint)
        if len(since) > len(found.get(review.card, ())):
            found[review.card] = since
    for card, entries in found.items():
        if card in cards and (card, entries[-1].new) not in told:
            yield Correction(card, cards[card].title, entries)
