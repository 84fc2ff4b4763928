"""A card and its mark as lines for a plain terminal: what is asked in one language, what explains in another. Pure.

Owns what is shown and in which of the two languages. Refuses to ask, to mark and to print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exercises.content import OTHER, Language, Text
from quiz.library import Library
from quiz.mark import said
from quiz.marking import Mark
from quiz.variants import Posed
from quiz.words import Words, fallback
from quiz.wrapping import render

MARK_SIGNS = {"right": "✓", "partial": "~", "wrong": "✗", "self": "·"}
NUMBERED = {"bug"}


@dataclass(frozen=True)
class Sheet:
    """How cards are shown."""

    bank: Library
    words: Words
    """The interface's."""
    asking: Language
    """Of prompts and options."""
    explaining: Language
    """Of feedback."""
    width: int

    def turned(self) -> Sheet:
        """The same in the other languages; the interface stays as it is."""
        return replace(self, asking=OTHER[self.asking], explaining=OTHER[self.explaining])

    def card(self, posed: Posed, number: int) -> Iterator[str]:
        """The question, and what there is to choose."""
        card = self.bank.cards[posed.card]
        yield fallback(card.title, self.asking) + self.words(
            "plain.header",
            number=number,
            topic=self.bank.topics[card.topic][self.explaining],
            level=self.words("common.level", level=card.level),
            kind=self.words(f"common.kind.{posed.kind}"),
        )
        yield from self._asked(posed.prompt)
        if posed.code:
            yield ""
            for at, line in enumerate(posed.code.rstrip("\n").splitlines(), start=1):
                yield f"{at:3}  {line}" if posed.kind in NUMBERED else f"    {line}"
        if posed.lefts:
            yield ""
            yield from (f"  - {left.text[self.asking]}" for left in posed.lefts)
        if posed.choices and posed.kind != "open":
            yield ""
            yield from self._choices(posed)

    def model_answer(self, posed: Posed) -> Iterator[str]:
        """Of an open question, with the key points to tick."""
        yield ""
        yield self.words("plain.right_answer")
        yield from self._asked(posed.question.answer)
        yield ""
        yield self.words("plain.key_points")
        yield from self._choices(posed)

    def mark(self, posed: Posed, mark: Mark) -> Iterator[str]:
        """The verdict, and why."""
        verdict = self.words(f"common.mark.{mark.verdict}")
        if mark.verdict in ("partial", "self"):
            verdict = self.words("plain.score", mark=verdict, percent=round(mark.score * 100))
        yield f"{MARK_SIGNS[mark.verdict]} {verdict}"
        if posed.kind != "open":
            yield from self._explanation(posed, mark)

    def text(self, text: Text) -> list[str]:
        """What explains."""
        return render(said(text, self.asking, self.explaining), self.width)

    def _asked(self, text: Text, margin: int = 0) -> list[str]:
        return render(text[self.asking], self.width - margin)

    def _choices(self, posed: Posed) -> Iterator[str]:
        for number, choice in enumerate(posed.choices, start=1):
            first, *rest = self._asked(choice.text, margin=5) or [""]
            yield f"{number:3}. {first}"
            yield from (f"     {line}" for line in rest)

    def _explanation(self, posed: Posed, mark: Mark) -> Iterator[str]:
        for why in mark.why:
            yield from self.text(why)
        if mark.score < 1 and mark.right:
            yield self.words("plain.right_answer")
            yield from (f"  {line}" for line in self._asked(mark.right, margin=2))
        yield from self.text(mark.explain)
        for misconception in posed.question.misconceptions:
            if misconception.id in mark.misconceptions:
                yield ""
                key = "plain.contested" if misconception.contested else "plain.claim"
                claim = misconception.claim[self.explaining]
                yield from render(self.words(key, claim=claim), self.width)
                yield from self.text(misconception.why)
