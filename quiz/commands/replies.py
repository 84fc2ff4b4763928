"""Asks for one answer in a plain terminal: a question each line, numbers or letters for what is chosen.

Owns what may be typed for every kind of drill. Refuses to mark. `Ask` is how a line is asked for and read; it
raises EOFError where the learner ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from quiz.mark import Answer
from quiz.variants import Posed
from quiz.words import Words

T = TypeVar("T")
ENDS = {"q", ":q"}
BACK = {"u", "undo", ":u"}
"""Takes the last answer back; where text is the answer, only `:u`."""
YES = {"t", "true", "y", "yes", "对", "是", "正确"}
NO = {"f", "false", "n", "no", "错", "否", "错误"}


class TakeBack(Exception):
    """The last answer is to be taken back."""


class Ask(Protocol):
    """Show a prompt, return the line typed. Raises EOFError at the end of input."""

    def __call__(self, prompt: str, /) -> str:
        """One line."""


@dataclass(frozen=True)
class Replies:
    """Reads answers in one language."""

    ask: Ask
    words: Words

    def read(self, posed: Posed) -> Answer:
        """The answer to this card. Raises EOFError or TakeBack."""
        readers = {
            "single": self._single,
            "multiple": self._multiple,
            "truth": self._truth,
            "bug": self._bug,
            "ordering": self._ordering,
            "matching": self._matching,
            "cloze": self._cloze,
            "line": self._line,
            "open": self._ticks,
        }
        return readers.get(posed.kind, self._text)(posed)

    def _single(self, posed: Posed) -> Answer:
        return Answer(chosen=self._one("plain.ask_single", _ids(posed)))

    def _multiple(self, posed: Posed) -> Answer:
        return Answer(chosen=self._some("plain.ask_multiple", _ids(posed)))

    def _truth(self, posed: Posed) -> Answer:
        typed = self._until("plain.ask_truth", lambda line: line.lower() if line.lower() in YES | NO else None)
        return Answer(truth=typed in YES, chosen=self._one("plain.ask_reason", _ids(posed)))

    def _bug(self, posed: Posed) -> Answer:
        last = len(posed.code.splitlines())
        line = self._until("plain.ask_bug", lambda typed: _number(typed, last))
        return Answer(line=line, chosen=self._one("plain.ask_reason", _ids(posed)))

    def _ordering(self, posed: Posed) -> Answer:
        return Answer(chosen=self._all("plain.ask_ordering", _ids(posed), len(posed.choices)))

    def _matching(self, posed: Posed) -> Answer:
        return Answer(chosen=self._all("plain.ask_matching", _ids(posed), len(posed.lefts)))

    def _cloze(self, posed: Posed) -> Answer:
        gaps = len(getattr(posed.drill, "gaps", ()))
        return Answer(texts=tuple(self._typed("plain.ask_gap", gap=gap) for gap in range(1, gaps + 1)))

    def _line(self, _: Posed) -> Answer:
        return Answer(texts=(self._typed("plain.ask_line"),))

    def _text(self, _: Posed) -> Answer:
        return Answer(texts=(self._typed("plain.ask_text"),))

    def _ticks(self, posed: Posed) -> Answer:
        return Answer(chosen=self._some("plain.ask_ticks", _ids(posed)))

    def pause(self, key: str) -> None:
        """Wait for Enter. Raises EOFError or TakeBack."""
        self._typed(key)

    def _one(self, key: str, ids: Sequence[str]) -> tuple[str, ...]:
        def one(line: str) -> tuple[str, ...] | None:
            place = _number(line, len(ids))
            return (ids[place - 1],) if place else None

        return self._until(key, one)

    def _some(self, key: str, ids: Sequence[str]) -> tuple[str, ...]:
        return self._until(key, lambda line: _chosen(line, ids))

    def _all(self, key: str, ids: Sequence[str], count: int) -> tuple[str, ...]:
        def each_once(line: str) -> tuple[str, ...] | None:
            chosen = _chosen(line, ids)
            return chosen if chosen and len(chosen) == count else None

        example = " ".join(str(number) for number in range(count, 0, -1))
        return self._until(key, each_once, example=example)

    def _until(self, key: str, understand: Callable[[str], T | None], **values: object) -> T:
        """Ask again until the line is understood."""
        prompt = self.words(key, quit=self.words("plain.quit_number"), **values)
        shown = prompt
        while True:
            line = self.ask(shown).strip()
            if line.lower() in ENDS:
                raise EOFError
            if line.lower() in BACK:
                raise TakeBack
            understood = understand(line)
            if understood is not None:
                return understood
            shown = self.words("plain.again", ask=prompt)

    def _typed(self, key: str, **values: object) -> str:
        """A line as it is. Only `:q` ends here: a lone q may be the answer."""
        line = self.ask(self.words(key, quit=self.words("plain.quit_text"), **values))
        if line.strip() == ":q":
            raise EOFError
        if line.strip() == ":u":
            raise TakeBack
        return line


def _ids(posed: Posed) -> tuple[str, ...]:
    return tuple(choice.id for choice in posed.choices)


def _number(typed: str, last: int) -> int | None:
    """1 … last, or a … z for it; None for anything else."""
    typed = typed.strip().lower()
    if len(typed) == 1 and "a" <= typed <= "z":
        number = ord(typed) - ord("a") + 1
    elif typed.isdecimal() and len(typed) < 5:
        number = int(typed)
    else:
        return None
    return number if 1 <= number <= last else None


def _chosen(line: str, ids: Sequence[str]) -> tuple[str, ...] | None:
    """Ids by their numbers or letters, in the order typed, each at most once; nothing typed is nothing chosen."""
    places = [_number(word, len(ids)) for word in re.split(r"[\s,，、;；]+", line) if word]
    chosen = tuple(ids[place - 1] for place in places if place)
    return chosen if len(chosen) == len(places) == len(set(chosen)) else None
