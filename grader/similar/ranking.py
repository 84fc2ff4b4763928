"""Which pairs have most in common, by what few others wrote.

A fingerprint weighs log((n + 1) / m) where m of n people have it, so that what everybody writes counts for little; the
score is the weight of what both have over the geometric mean of what each has. An inverted index finds the pairs: from
the rarest fingerprints on, until PAIRS of them were counted, which small runs never reach and which bounds large ones;
beyond that, files whose fingerprints are all the same are still found, whoever else wrote what they have in common.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, combinations, islice
from math import fsum, log, sqrt

from grader.similar.fingerprints import hashes, winnowed
from grader.similar.tokens import tokens

LEAST = 40
"""Fingerprints of a file that is compared: independent solutions are alike where there are fewer."""
PAIRS = 600_000
LOOKED_AT = 20
"""Candidates for each pair that is asked for, whose scores are computed from all of their fingerprints."""


@dataclass(frozen=True)
class File:
    """One that is compared. Kept small: there may be tens of thousands."""

    who: tuple[str, ...]
    """All whose it is."""
    known: bool
    """Whether it is no student's of this run."""
    packed: bytes
    prints: array[int]

    @property
    def source(self) -> bytes:
        """As it was handed in."""
        return zlib.decompress(self.packed)


class Compared:
    """Files by their fingerprints, those of the starter left out."""

    def __init__(self, starter: bytes) -> None:
        self._starter = frozenset(hashes(tokens(starter)))
        self._left_out: dict[str, None] = {}
        self.files: list[File] = []

    def add(self, who: tuple[str, ...], source: bytes, *, known: bool = False) -> None:
        """One file more."""
        prints = winnowed(hashes(tokens(source))) - self._starter
        if len(prints) >= LEAST:
            self.files.append(File(who, known, zlib.compress(source), array("Q", sorted(prints))))
        elif not known:
            self._left_out.update(dict.fromkeys(who))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Students of whom no file is compared."""
        there = {who for file in self.files if not file.known for who in file.who}
        return tuple(who for who in self._left_out if who not in there)


def rank(compared: Compared, most: int) -> tuple[list[tuple[float, File, File]], bool]:
    """Scores of the best pairs, best first, and whether all were counted; of two people with several files the best."""
    files = compared.files
    having = _having(files)
    total = len({file.who for file in files}) + 1
    weights = {print_: log(total / len({files[at].who for at in places})) for print_, places in having.items()}
    alone = log(total)
    sums = [fsum(weights.get(print_, alone) for print_ in file.prints) for file in files]
    candidates, all_counted = _candidates(files, having, weights)
    if not all_counted:
        candidates |= {(a, b): sums[a] for a, b in _same(files) if _differ(files[a], files[b])}
    likely = nlargest(most * LOOKED_AT, candidates, key=lambda p: (candidates[p] / sqrt(sums[p[0]] * sums[p[1]]), p))
    best: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[float, File, File]] = {}
    for a, b in likely:
        one, two = sorted((files[a], files[b]), key=lambda file: (file.known, file.who))
        shared = fsum(weights[print_] for print_ in set(one.prints).intersection(two.prints))
        found = (shared / sqrt(sums[a] * sums[b]), one, two)
        best[one.who, two.who] = max(found, best.get((one.who, two.who), found), key=lambda pair: pair[0])
    return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].who, pair[2].who))[:most], all_counted


def _having(files: list[File]) -> dict[int, list[int]]:
    """For every fingerprint that several files have, which; most are in one alone and would fill the memory."""
    counts = Counter(print_ for file in files for print_ in file.prints)
    having: dict[int, list[int]] = {print_: [] for print_, count in counts.items() if count > 1}
    for at, file in enumerate(files):
        for print_ in file.prints:
            if print_ in having:
                having[print_].append(at)
    return having


def _candidates(
    files: list[File], having: dict[int, list[int]], weights: dict[int, float]
) -> tuple[dict[tuple[int, int], float], bool]:  # fmt: skip
    """Pairs of files of different people with the weight of what was counted of what both have; whether that is all."""
    shared: dict[int, float] = {}
    left, total = PAIRS, len(files)
    for print_, places in sorted(having.items(), key=lambda item: (len(item[1]), item[0])):  # nobody's first
        left -= len(places) * (len(places) - 1) // 2
        if left < 0:
            break
        weight = weights[print_]
        for at, a in enumerate(places):
            for b in places[at + 1 :]:
                pair = a * total + b  # one number, since a tuple for each would take most of the time
                shared[pair] = shared.get(pair, 0.0) + weight
    found = ((divmod(pair, total), weight) for pair, weight in shared.items())
    return {(a, b): weight for (a, b), weight in found if _differ(files[a], files[b])}, left >= 0


def _same(files: list[File]) -> Iterator[tuple[int, int]]:
    """Pairs of files that have the very same fingerprints, those first that fewest have; as many as are counted."""
    alike: dict[bytes, list[int]] = {}
    for at, file in enumerate(files):
        alike.setdefault(file.prints.tobytes(), []).append(at)
    groups = sorted(alike.values(), key=len)
    return islice(chain.from_iterable(combinations(group, 2) for group in groups), PAIRS)


def _differ(one: File, two: File) -> bool:
    """Whether they have nobody in common, and one of them is a student's."""
    return not (one.known and two.known) and not any(who in two.who for who in one.who)
