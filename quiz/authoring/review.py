"""What a whole folder of questions should be beyond the form of each file, as `gradlings content check` says it.

Owns links to exercises and sources, prompts that ask the same, options whose length tells, languages of unlike length
and the screen. Refuses to run code (`proof`), to check a file's form (`check`), and to judge truth: readers do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from exercises.content import LANGUAGES, ContentError, Language
from quiz.authoring import fitting
from quiz.authoring.cues import guess
from quiz.bank import Bank, Card
from quiz.card_id import OPEN, drill_of
from quiz.check_variants import check_variants
from quiz.faults import Faults
from quiz.question import Question
from quiz.wrapping import cells

SOURCES = "sources.txt"
"""In a content folder: the ids that its questions must cover between them, one a line."""
HAN_PER_WORD = (1.0, 2.6)
"""How many Chinese characters say as much as an English word, at least and at most."""
LONGER = 1.25
"""A right option may be this much longer than the longest wrong one,"""
CELLS_LONGER = 8
"""or by this many cells, where all are short."""
TELLING = 0.1
"""How far above chance a habit of guessing by form may get over all drills with options."""
UNFITTING = 0.05
"""The share of drills that may need scrolling."""
ALIKE = 0.6
"""The share of common word triples from which on two prompts ask the same."""
VARIED = frozenset({"numeric", "parametric", "shape"})
ENOUGH = 20
"""Drills from which on a share means anything."""


@dataclass(frozen=True)
class Review:
    """What was found: what must be mended, and what its author should look at again."""

    faults: tuple[ContentError, ...]
    warnings: tuple[ContentError, ...]


def review(bank: Bank, content: Path, exercises: Collection[str]) -> Review:
    """Everything about the sound files of a bank; `exercises` are the ids that exist."""
    reviewer = _Reviewer(bank, content)
    reviewer.look_at_files(exercises)
    reviewer.look_at_the_whole()
    return Review(tuple(reviewer.faults.found), tuple(reviewer.warnings.found))


class _Reviewer:
    def __init__(self, bank: Bank, content: Path) -> None:
        self.bank = bank
        self.content = content
        self.faults = Faults(str(content))
        self.warnings = Faults(str(content))
        self.questions = [(card, bank.question(card.id)) for card in bank.cards.values() if card.kind == OPEN]
        self.drills = [(card, self._drill(card)) for card in bank.cards.values() if card.kind != OPEN]

    def _drill(self, card: Card) -> Any:
        return self.bank.question(card.id).drill(drill_of(card.id))

    def look_at_files(self, exercises: Collection[str]) -> None:
        """What concerns one question."""
        for card, question in self.questions:
            faults, warnings = self._of(card, self.faults), self._of(card, self.warnings)
            for missing in sorted(set(question.exercises) - set(exercises)):
                faults.add("exercises", f"`{missing}` is no exercise", "`gradlings list` shows their names")
            fitting.check_widths(question, faults)
            _check_languages(question, warnings)
            for drill in question.drills:
                _check_lengths(drill, faults.at(f"drills.{drill.id}"))
                if drill.kind in VARIED:
                    check_variants(drill, faults.at(f"drills.{drill.id}"), thorough=True)

    def look_at_the_whole(self) -> None:
        """What shows only in all questions together."""
        self._check_coverage()
        self._check_screens()
        self._check_twins()
        self._check_cues()

    def _check_coverage(self) -> None:
        listed = self.content / SOURCES
        if not listed.is_file():
            return
        wanted = {line.split()[0] for line in listed.read_text(encoding="utf-8").splitlines() if line.strip()}
        named: set[str] = set()
        for card, question in self.questions:
            named |= set(question.sources)
            for unknown in sorted(set(question.sources) - wanted):
                self._of(card, self.faults).add("sources", f"`{unknown}` is not in {SOURCES}", "mend the id or add it")
        for missing in sorted(wanted - named):
            self.faults.add(SOURCES, f"`{missing}` is covered by no question", "name it in the `sources` of one")

    def _check_screens(self) -> None:
        """The exceptions are listed, and there may be few of them."""
        tall = [card for card, _ in self.drills if not fitting.fits(card.id, self.bank.question(card.id))]
        for card in tall:
            key = f"drills.{drill_of(card.id)}"
            self._of(card, self.warnings).add(key, "needs scrolling at 80x24", "shorten prompt, code or options")
        if len(tall) > UNFITTING * max(len(self.drills), ENOUGH):
            self.faults.add("", f"{len(tall)} of {len(self.drills)} drills need scrolling at 80x24", "shorten some")

    def _check_cues(self) -> None:
        """No habit of a reader who does not see the prompts gets far."""
        for found in guess(_options(drill) for _, drill in self.drills):
            if found.drills >= ENOUGH and found.advantage > TELLING:
                where = f"{found.hits:.0f} of {found.drills} ({found.language}), by chance {found.chance:.0f}"
                what = f"whoever picks {found.habit} option is right in {where}"
                self.faults.add("", what, "change options until form tells nothing")

    def _check_twins(self) -> None:
        said = [
            # two lines of one backward share all but their hole
            (card, getattr(drill, "target", ""), _triples(f"{drill.prompt.en or drill.prompt.zh} {drill.code}"))
            for card, drill in self.drills
        ]
        for (card, target, one), (twin, its_target, other) in combinations(said, 2):
            # unlike lengths cannot share enough, and most pairs end here
            if target != its_target or min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
                continue
            if len(one & other) >= ALIKE * len(one | other) > 0:
                key = f"drills.{drill_of(card.id)}.prompt"
                self._of(card, self.warnings).add(key, f"asks almost the same as {twin.id}", "change or remove one")

    def _of(self, card: Card, faults: Faults) -> Faults:
        return Faults(str(self.content / "questions" / self.bank.file(card.id)), found=faults.found)


def _check_languages(question: Question, warnings: Faults) -> None:
    """Both tell the whole answer: neither is an extract of the other."""
    if not (question.answer.en and question.answer.zh):
        return
    # words of two letters and more: `x = 0.95` says the same in both languages and counts for neither
    words = len(re.findall(r"[A-Za-z]{2,}", question.answer.en))
    han = len(re.findall(r"[\u4e00-\u9fff]", question.answer.zh))
    least, most = HAN_PER_WORD
    if not least * words <= han <= most * words:
        found = f"says in {han} Chinese characters what takes {words} English words"
        warnings.add("answer", found, f"{least:.1f} to {most:.1f} a word are usual: look for what one leaves out")


def _check_lengths(drill: Any, faults: Faults) -> None:
    options = _options(drill)
    if not options:
        return
    for language in LANGUAGES:
        right, wrong = _longest(options, language, right=True), _longest(options, language, right=False)
        if wrong and right > max(LONGER * wrong, wrong + CELLS_LONGER):
            remedy = "shorten it, or say as much in a wrong one: length must not tell"
            faults.add(
                f"options.{language}", f"the right one has {right} cells, the wrong ones at most {wrong}", remedy
            )


def _options(drill: Any) -> Sequence[Any]:
    return tuple(getattr(drill, "options", ()) or getattr(drill, "reasons", ()))


def _longest(options: Sequence[Any], language: Language, *, right: bool) -> int:
    return max((cells(option.text[language]) for option in options if option.right is right), default=0)


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+|[^\w\s]", text.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def summary(bank: Bank) -> Iterator[tuple[str, int]]:
    """How many drills of each kind there are, the most first."""
    kinds = [card.kind for card in bank.cards.values() if card.kind != OPEN]
    for kind in sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind)):
        yield kind, kinds.count(kind)
