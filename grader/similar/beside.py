"""Two files beside each other: which lines of one stand in the other, wherever they went.

Owns the alignment. It is greedy: from the first token on, the longest run that both have is taken, each token once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.similar.fingerprints import LENGTH, hashes
from grader.similar.pair import Aligned, Passage
from grader.similar.tokens import Token, tokens

Run = tuple[int, int, int]
"""Where it begins in each file, and how many tokens it has."""
TRIED = 8
"""Places at which a run may begin in the other file; a file of one line a thousand times over has many."""


def beside(one: bytes, two: bytes) -> tuple[tuple[Aligned, ...], tuple[Passage, ...]]:
    """Both files line by line, and the passages that both have."""
    first, second = tokens(one), tokens(two)
    runs = list(_runs(first, second))
    partner: dict[int, int] = {}
    for a, b, length in runs:
        for i in range(length):
            partner.setdefault(first[a + i].line, second[b + i].line)
    passages = tuple(_passage(first[a : a + n], second[b : b + n]) for a, b, n in runs)
    return tuple(_rows(_lines(one), _lines(two), _each_once(partner))), passages


def _runs(first: Sequence[Token], second: Sequence[Token]) -> Iterator[Run]:
    places: dict[int, list[int]] = {}
    for at, found in enumerate(hashes(second)):
        places.setdefault(found, []).append(at)
    taken: set[int] = set()
    here = hashes(first)
    at = 0
    while at < len(here):
        free = [b for b in places.get(here[at], ())[:TRIED] if b not in taken]
        length, start = max(((_length((first, at), (second, b), taken), -b) for b in free), default=(0, 0))
        if length >= LENGTH:
            taken.update(range(-start, length - start))
            yield at, -start, length
        at += max(length, 1)


def _length(here: tuple[Sequence[Token], int], there: tuple[Sequence[Token], int], taken: set[int]) -> int:
    """How long both go on alike from where they are."""
    (first, a), (second, b) = here, there
    most, length = min(len(first) - a, len(second) - b), 0
    while length < most and b + length not in taken and first[a + length].text == second[b + length].text:
        length += 1
    return length


def _each_once(partner: dict[int, int]) -> dict[int, int]:
    """Without a line that stands beside an earlier one already."""
    back: dict[int, int] = {}
    for a, b in sorted(partner.items()):
        back.setdefault(b, a)
    return {a: b for b, a in back.items()}


def _rows(one: Sequence[str], two: Sequence[str], partner: dict[int, int]) -> Iterator[Aligned]:
    """The first file from beginning to end; what only the second has stands after what comes before it there."""
    matched, after = set(partner.values()), -1
    only: dict[int, list[str]] = {}
    for at, text in enumerate(two):
        if at in matched:
            after = at
        else:
            only.setdefault(after, []).append(text)
    yield from (Aligned("", text, alike=False) for text in only.get(-1, ()))
    for at, text in enumerate(one):
        there = partner.get(at)
        if there is None:
            yield Aligned(text, "", alike=False)
            continue
        yield Aligned(text, two[there], alike=True)
        yield from (Aligned("", other, alike=False) for other in only.get(there, ()))


def _passage(first: Sequence[Token], second: Sequence[Token]) -> Passage:
    return Passage((first[0].line + 1, first[-1].line + 1), (second[0].line + 1, second[-1].line + 1))


def _lines(source: bytes) -> list[str]:
    """As the syntax tree counts them."""
    return [line.removesuffix("\r") for line in source.decode("utf-8", "replace").split("\n")]
