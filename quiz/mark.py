"""Answer and Mark: what goes into marking and what comes out, and the small texts that every kind needs.

Owns the JSON of an answer, which the log keeps for ever: keys are added, never renamed. Refuses to mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_type_hints

from exercises.content import Language, Text
from quiz.plain import value_of
from quiz.reading import Unreadable

Outcome = Literal["right", "partial", "wrong", "self"]
_EMPTY = Text()


@dataclass(frozen=True)
class Answer:
    """What the learner answered; which fields count depends on the kind."""

    chosen: tuple[str, ...] = ()
    """Ids. One: single, the reason of truth and bug. Several: multiple, the ticked key points of the open
    question. In order: ordering. Matching: right-hand ids in the order of the drill's pairs."""
    texts: tuple[str, ...] = ()
    """Typed: one for numeric, parametric, shape, term, output and line; one per gap for cloze."""
    truth: bool | None = None
    line: int | None = None
    """Of a bug, counted from 1."""

    def to_json(self) -> dict[str, Any]:
        """What is not left at its default."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Answer:
        """The answer that `to_json` wrote; keys of a later version are passed over.

        Raises TypeError or ValueError for a value that none of ours could be.
        """
        hints = get_type_hints(cls)
        return cls(**{name: value_of(kind, body[name]) for name, kind in hints.items() if name in body})


@dataclass(frozen=True)
class Mark:
    """How an answer was, and everything that is said about it."""

    verdict: Outcome
    score: float
    """0 to 1."""
    right: Text
    """The right answer, as the learner is shown it."""
    why: tuple[Text, ...]
    """About what this learner answered: an option's why, a slip's, the finding of a line."""
    explain: Text
    misconceptions: tuple[str, ...] = ()


def outcome(score: float) -> Outcome:
    """The word for a score."""
    return "right" if score >= 1 else "partial" if score > 0 else "wrong"


def same(text: str) -> Text:
    """A text that is the same in both languages: a number, a shape, code."""
    return Text(text, text)


def joined(texts: Iterable[Text], en: str, zh: str) -> Text:
    """The texts in a row, each language with its own separator."""
    texts = list(texts)
    return Text(en.join(text["en"] for text in texts), zh.join(text["zh"] for text in texts))


@dataclass(frozen=True)
class Quoting(Text):
    """What explains, and quotes what one was asked: where the two speak different languages, each keeps its own."""

    shape: Text = _EMPTY
    """With `{0}`, `{1}` for what is quoted, and `{why}`."""
    quoted: tuple[Text, ...] = ()
    why: Text = _EMPTY

    def read(self, asking: Language, explaining: Language) -> str:
        """The whole."""
        quoted = (text[asking] for text in self.quoted)
        return self.shape[explaining].format(*quoted, why=self.why[explaining])


def quoting(shape: Text, *quoted: Text, why: Text | None = None) -> Quoting:
    """The same, and in one language throughout for whoever asks it for one."""
    found = Quoting("", "", shape, quoted, why or _EMPTY)
    return replace(found, en=found.read("en", "en"), zh=found.read("zh", "zh"))


def said(text: Text, asking: Language, explaining: Language) -> str:
    """What explains, as it is read by somebody who is asked in one language and told in another."""
    return text.read(asking, explaining) if isinstance(text, Quoting) else text[explaining]


def about(subject: Text, why: Text) -> Text:
    """`why`, said of one of several things that the learner chose."""
    return quoting(Text("“{0}”: {why}", "「{0}」：{why}"), subject, why=why)


def only_text(answer: Answer) -> str:
    """The one thing typed. Raises Unreadable where nothing was."""
    if len(answer.texts) == 1 and answer.texts[0].strip():
        return answer.texts[0]
    raise Unreadable(Text("Nothing is typed yet.", "还没有输入答案。"))


def only_choice(answer: Answer, options: Iterable[Any]) -> Any:
    """The one option chosen. Raises Unreadable where there is none."""
    chosen = [option for option in options if option.id in answer.chosen]
    if len(chosen) == 1 == len(answer.chosen):
        return chosen[0]
    raise Unreadable(Text("Choose one of the options.", "请选择一个选项。"))
