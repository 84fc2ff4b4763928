"""What is asked, as groups of phrases: every group has to occur, by any of its phrases.

Owns how a query is read. A part of it that is a name of a glossary's term stands for all names of that term, so that
反向传播, back-propagation and bp find the same; the rest are beginnings of words, as one is still typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from quiz.glossary import Term
from quiz.search.tokens import is_han, tokens

SHORTEST = 4
"""From this length on, the name of a term stands for words that begin with it too: plurals, `-ed`."""
LONGEST = 120
"""Characters of a query that are read: nobody types more, a pasted page must not stop the app."""


@dataclass(frozen=True)
class Phrase:
    """Tokens in a row."""

    tokens: tuple[str, ...]
    begun: bool
    """Whether the last one may go on."""


@dataclass(frozen=True)
class Wanted:
    """A query as it is understood."""

    groups: tuple[tuple[Phrase, ...], ...]

    def place(self, text: str) -> tuple[int, int] | None:
        """Where any of the phrases stands in a text that was not cut into tokens: from, to."""
        # Most texts have none, and `in` says so ten times as fast as a pattern that minds no case.
        lowered = text.lower()
        if any(head in lowered for head in self._heads) and (found := self._pattern.search(text)):
            return found.span()
        return None

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(phrase.tokens[0] for group in self.groups for phrase in group)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        phrases = sorted((phrase for group in self.groups for phrase in group), key=lambda p: -len("".join(p.tokens)))
        return re.compile("|".join(map(_regex, phrases)), re.IGNORECASE)


Names = Mapping[str, tuple[Phrase, ...]]


def names(terms: Iterable[Term]) -> Names:
    """Every name of a term, without spaces and hyphens, to the phrases that all its names are."""
    known: dict[str, tuple[Phrase, ...]] = {}
    for term in terms:
        said = [tokens(spelling) for spelling in term.spellings]
        phrases = tuple(dict.fromkeys(_name(spelling) for spelling in said if spelling))
        for spelling in said:
            known.setdefault("".join(spelling), phrases)
    return known


def read(query: str, known: Names) -> Wanted:
    """The groups of a query; none where it holds nothing that could be found."""
    groups: list[tuple[Phrase, ...]] = []
    typed: list[str] = []
    words = [tokens(chunk) for chunk in query[:LONGEST].split()]
    chunk_of = [i for i, word in enumerate(words) for _ in word]
    everything = [token for word in words for token in word]
    at = 0
    while at < len(everything):
        end = next((end for end in range(len(everything), at, -1) if _is_name(everything[at:end], known)), 0)
        if end:
            groups += _typed(typed)
            typed = []
            groups.append(known[_key(everything[at:end], known)])
            at = end
            continue
        if typed and chunk_of[at] != chunk_of[at - 1]:
            groups += _typed(typed)
            typed = []
        typed.append(everything[at])
        at += 1
    return Wanted(tuple(dict.fromkeys((*groups, *_typed(typed)))))


def _typed(row: list[str]) -> Iterator[tuple[Phrase, ...]]:
    if row:
        yield (Phrase(tuple(row), begun=not is_han(row[-1])),)


def _name(spelling: list[str]) -> Phrase:
    last = spelling[-1]
    return Phrase(tuple(spelling), begun=len(last) >= SHORTEST and not is_han(last))


def _is_name(row: list[str], known: Names) -> bool:
    return _key(row, known) in known


def _key(row: list[str], known: Names) -> str:
    """Its name in the glossary; a plural goes by the singular."""
    key = "".join(row)
    return key if key in known or not key.endswith("s") else key[:-1]


def _regex(phrase: Phrase) -> str:
    row = phrase.tokens
    text = "" if is_han(row[0]) else r"(?<![a-z0-9])"
    for i, token in enumerate(row):
        if i:
            text += r"[\W_]*" if is_han(token) or is_han(row[i - 1]) else r"[\W_]+"
        text += re.escape(token)
    return text + ("" if is_han(row[-1]) else r"[^\W_]*" if phrase.begun else r"(?![a-z0-9])")
