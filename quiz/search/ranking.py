"""What a word of a query tells, and which files it leads to: the rarer a word, the more.

Owns the weights (idf: the logarithm of how few files have it) and the score of a file, the sum of the weights of what
it has, more where that stands in the title or the prompt. So `why` and 的 decide only between files that are equal
otherwise, in any language and without a list of such words. Refuses to know SQL (`table`) and kinds (`finder`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from math import log

from quiz.search import table
from quiz.search.tokens import is_han
from quiz.search.wanted import Group, Phrase, Wanted

ROUNDING = 1e-6
LEAST = 1e-3
"""The weight of a word that every file has."""
FACTORS = {"title": 3.0, "prompt": 2.0, "body": 1.0}
ENOUGH = 0.7
"""A file is found if it has this share of the weight that another has"""
MUCH = 0.5
"""or of the best score: what is about the main thing need not have every word."""
SHORTEST, ENDING = 4, 3
"""Of a word that stands nowhere, so many letters may be an ending: `initialize` finds `initialization`."""
LONGEST = 6
"""Characters of a Chinese word, at most."""


def weighed(db: sqlite3.Connection, wanted: Wanted) -> Wanted:
    """The groups that occur at all, those that tell most first."""
    size, weights, missing = table.size(db), dict[Group, float](), list[str]()
    for group, factor in zip(wanted.groups, wanted.weights, strict=True):
        found = _counted(db, group)
        for part, n in found:
            weights[part] = factor * (log(1 + max(size - n, 0) / n) + LEAST)
        if not found:
            missing.append(_spelled(group[0]))
    groups = sorted(weights, key=lambda group: -weights[group])
    return Wanted(tuple(groups), tuple(weights[group] for group in groups), tuple(missing))


def _spelled(phrase: Phrase) -> str:
    return ("" if is_han(phrase.tokens[0]) else " ").join(phrase.tokens)


def ranked(db: sqlite3.Connection, wanted: Wanted, most: int) -> list[tuple[float, int]]:
    """(score, number) of the files, the best first: all that have enough, or no fewer than `most` of them.

    Bodies are looked at last, prompts before them, and neither where that many have everything before: they are long.
    Nor is a small word looked for in bodies: nearly all have it.
    """
    held, score = defaultdict[int, float](float), defaultdict[int, float](float)
    seen, whole = defaultdict[Group, set[int]](set), sum(wanted.weights)
    for column, factor in FACTORS.items():
        for group, weight in zip(wanted.groups, wanted.weights, strict=True):
            if column == "body" and weight < wanted.bar:
                continue
            fresh = table.numbers(db, group, column) - seen[group]
            seen[group] |= fresh
            for number in fresh:
                held[number] += weight
                score[number] += factor * weight
        if sum(weight > whole - ROUNDING for weight in held.values()) >= most:
            break
    least, much = ENOUGH * max(held.values(), default=0.0), MUCH * max(score.values(), default=0.0)
    found = [(score[number], number) for number, weight in held.items() if weight >= least or score[number] >= much]
    return sorted(found, key=lambda row: (-row[0], row[1]))


def _counted(db: sqlite3.Connection, group: Group) -> list[tuple[Group, int]]:
    """The group, and how many files have it. Of one that stands nowhere the words in it, or what is most like it."""
    if n := table.count(db, group):
        return [(group, n)]
    if len(group) > 1:
        return []
    row = group[0].tokens
    return list(_words(db, row)) if len(row) > 1 else list(islice(_like(db, row[0]), 1))


def _words(db: sqlite3.Connection, row: tuple[str, ...]) -> Iterator[tuple[Group, int]]:
    """Of a sequence that stands nowhere, such as Chinese without spaces: from its beginning the longest that do."""
    while row:
        for length in range(min(len(row), LONGEST), 0, -1):
            part = (Phrase(row[:length], begun=not is_han(row[length - 1])),)
            if n := table.count(db, part):
                yield part, n
                break
        row = row[length:]


def _like(db: sqlite3.Connection, word: str) -> Iterator[tuple[Group, int]]:
    """The word without more and more of its ending."""
    for length in range(len(word) - 1, max(SHORTEST, len(word) - ENDING) - 1, -1):
        like = (Phrase((word[:length],), begun=True),)
        if n := table.count(db, like):
            yield like, n
