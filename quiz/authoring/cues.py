"""How far a reader gets who sees only the options of the drills and knows nothing but how tests are made.

Owns the habits of such a reader: the longest option, the shortest, the one most like the others, the odd one out, the
most exact. Refuses to judge the content of an option: experts tell much without a prompt, and readers measure that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.content import LANGUAGES, Language
from quiz.wrapping import cells

Habit = Callable[[Sequence[str]], list[float]]
"""How much each option appeals; the greatest is chosen, and among equals by chance."""


@dataclass(frozen=True)
class Guesses:
    """What one habit earns over many drills, in right answers; `chance` is what guessing earns."""

    habit: str
    language: Language
    hits: float
    chance: float
    drills: int

    @property
    def advantage(self) -> float:
        """Above chance, as a share of the drills."""
        return (self.hits - self.chance) / max(self.drills, 1)


def guess(drills: Iterable[Sequence[Any]]) -> list[Guesses]:
    """Every habit in both languages over these lists of options, of which one each is right."""
    lists = [options for options in drills if sum(option.right for option in options) == 1]
    return [_guess(name, habit, language, lists) for name, habit in HABITS.items() for language in LANGUAGES]


def _guess(name: str, habit: Habit, language: Language, lists: Sequence[Sequence[Any]]) -> Guesses:
    hits = 0.0
    for options in lists:
        appeal = habit([option.text[language] for option in options])
        chosen = [option.right for option, value in zip(options, appeal, strict=True) if value == max(appeal)]
        hits += sum(chosen) / len(chosen)
    return Guesses(name, language, hits, sum(1 / len(options) for options in lists), len(lists))


def _likeness(texts: Sequence[str]) -> list[float]:
    """The words (and Han) that an option shares with each other one, as a share of both."""
    words = [set(re.findall(r"[a-z]+|\d+|[\u3400-\u9fff]", text.casefold())) for text in texts]
    return [
        sum(len(own & other) / max(len(own | other), 1) for j, other in enumerate(words) if j != i)
        for i, own in enumerate(words)
    ]


def _exactness(texts: Sequence[str]) -> list[float]:
    """Digits and signs of formulas."""
    return [float(len(re.findall(r"[\d=+\-·/×√²∂Σ≤≥<>()]", text))) for text in texts]


HABITS: dict[str, Habit] = {
    "the longest": lambda texts: [float(cells(text)) for text in texts],
    "the shortest": lambda texts: [-float(cells(text)) for text in texts],
    "the most like the others": _likeness,
    "the odd one out": lambda texts: [-value for value in _likeness(texts)],
    "the most exact": _exactness,
}
