"""What is asked, as groups of phrases: every group has to occur, by any of its phrases.

Owns how a query is read. A part of it that is a name of a glossary's term stands for all names of that term, so that
反向传播, back-propagation and bp find the same; the rest are beginnings of words, as one is still typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from quiz.glossary import Term
from quiz.search.tokens import is_han, tokens

SHORTEST = 4
"""From this length on, the name of a term stands for words that begin with it too: plurals, `-ed`."""
LONGEST = 120
"""Characters of a query that are read: nobody types more, a pasted page must not stop the app."""
NAMED = 2.0
"""The name of a term tells so many times what another word as rare tells: it is what one asks about."""
SMALL = 0.25
"""A word that tells less than this share of what another tells is a small one."""


class Phrase(NamedTuple):
    """Tokens in a row."""

    tokens: tuple[str, ...]
    begun: bool
    """Whether the last one may go on."""


Group = tuple[Phrase, ...]
"""Ways to say one thing."""


@dataclass(frozen=True)
class Wanted:
    """A query as it is understood."""

    groups: tuple[Group, ...]
    weights: tuple[float, ...]
    """What each group tells; before that is known, how much more than other words."""
    missing: tuple[str, ...] = ()
    """What stands nowhere; known with the weights."""

    def place(self, text: str) -> tuple[int, int] | None:
        """Where the first group that this text has stands in it, which was not cut into tokens: from, to."""
        return next((found.span() for _, found in self._found(text)), None)

    def told(self, text: str) -> float:
        """The weights of the groups that a text has; not of the small ones, which are in most of all texts."""
        return sum(weight for weight, _ in self._found(text, self.bar))

    @cached_property
    def most(self) -> float:
        """What `told` says at most."""
        return sum(weight for weight in self.weights if weight >= self.bar)

    @cached_property
    def bar(self) -> float:
        """A word that tells less is a small one."""
        return SMALL * max(self.weights, default=0.0)

    def _found(self, text: str, least: float = 0.0) -> Iterator[tuple[float, re.Match[str]]]:
        # Most texts have none, and `in` says so ten times as fast as a pattern that minds no case.
        lowered = text.lower()
        for weight, heads, pattern in self._patterns:
            if weight >= least and any(head in lowered for head in heads) and (found := pattern.search(text)):
                yield weight, found

    @cached_property
    def _patterns(self) -> tuple[tuple[float, frozenset[str], re.Pattern[str]], ...]:
        return tuple(
            (weight, frozenset(phrase.tokens[0] for phrase in group), _pattern(group))
            for weight, group in zip(self.weights, self.groups, strict=True)
        )


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
    groups: list[Group] = []
    named: set[Group] = set()
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
            named.add(groups[-1])
            at = end
            continue
        if typed and chunk_of[at] != chunk_of[at - 1]:
            groups += _typed(typed)
            typed = []
        typed.append(everything[at])
        at += 1
    found = tuple(dict.fromkeys((*groups, *_typed(typed))))
    return Wanted(found, tuple(NAMED if group in named else 1.0 for group in found))


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


def _pattern(group: Group) -> re.Pattern[str]:
    """The longest first: of a name and its beginning the name is what stands there."""
    phrases = sorted(group, key=lambda phrase: -len("".join(phrase.tokens)))
    return re.compile("|".join(map(_regex, phrases)), re.IGNORECASE)


def _regex(phrase: Phrase) -> str:
    row = phrase.tokens
    text = "" if is_han(row[0]) else r"(?<![a-z0-9])"
    for i, token in enumerate(row):
        if i:
            text += r"[\W_]*" if is_han(token) or is_han(row[i - 1]) else r"[\W_]+"
        text += re.escape(token)
    return text + ("" if is_han(row[-1]) else r"[^\W_]*" if phrase.begun else r"(?![a-z0-9])")
