"""A document's texts in the order in which they are read, and the piece of one that holds what was asked for.

Owns what of a document is searched: every text that is there in a language, and code. A document is the JSON of a
question, an exercise or a term as the cache keeps it: reading one needs no pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from exercises.content import LANGUAGES, Language
from quiz.search.table import Searchable
from quiz.search.tokens import spaced
from quiz.wrapping import char_width

if TYPE_CHECKING:
    from quiz.search.wanted import Wanted

DOUBTFUL = {"misconceptions", "drills"}
"""Keys below which claims stand that are wrong, to be told apart: shown alone they would mislead."""
CODE = {"code", "accept", "forward"}
"""Keys whose values are no texts of a language, and worth finding."""
_FORMULA = re.compile(r"\$\$.*?\$\$", re.DOTALL)
_MARKS = re.compile(r"`{1,3}(?:python\n)?|\*\*|^#+ |^\s*[-*] ", re.MULTILINE)
"""Of Markdown: a snippet is plain."""
BEFORE = 18
"""Cells of a snippet before what was found."""


class Snippet(NamedTuple):
    """A line out of a text; `hit` is what was asked for, in the text's own words."""

    before: str
    hit: str
    after: str

    def __bool__(self) -> bool:
        return bool(self.before or self.hit or self.after)


NOTHING = Snippet("", "", "")


def searchable(name: str, document: dict[str, Any]) -> Searchable:
    """The document's tokens; its name, `topic/slug`, counts as title."""
    title = f"{name} {' '.join(_texts(document.get('title')))}"
    prompt = " ".join(_texts(document.get("prompt")))
    rest = (" ".join(_texts(value)) for key, value in document.items() if key not in ("title", "prompt"))
    return Searchable(spaced(title), spaced(prompt), spaced(" ".join(rest)))


def snippet(document: dict[str, Any], wanted: Wanted, language: Language, width: int) -> Snippet:
    """Of the text that has most of what was asked, in this language if any has some; else how the document begins."""
    for spoken in (language, *(other for other in LANGUAGES if other != language)):
        for text in _best(document, wanted, spoken):
            if found := wanted.place(plain := text.plain(spoken)):
                return _cut(plain, found, width)
    first = next(_said(document, language), None)
    return _cut(first.plain(language) if first else "", (0, 0), width)


def _best(document: dict[str, Any], wanted: Wanted, language: Language) -> list[_Passage]:
    """The texts with a hit, what tells most first. Raw ones: making each readable costs more than looking."""
    rated: list[tuple[float, _Passage]] = []
    best = 0.0
    for text in _said(document, language):
        if best >= text.worth * wanted.most:
            break  # those that tell less, if they are wrong perhaps, come last
        if told := text.worth * wanted.told(text.raw):
            rated.append((told, text))
            best = max(best, told)
    return [text for _, text in sorted(rated, key=lambda row: -row[0])]


class _Passage(NamedTuple):
    """A tuple: a keystroke makes thousands."""

    raw: str
    drill: Mapping[str, Any] | None = None
    """Whose numbers it needs, where it is a template."""
    words: bool = False
    """Whether words stand in it for numbers that have some."""
    worth: float = 1.0
    """Less where what it says may be wrong."""

    def plain(self, language: Language) -> str:
        """On one line, as the learner would see it. What takes several lines, a formula, is left out."""
        text = self.raw if self.drill is None else _filled(self.raw, self.drill, language if self.words else None)
        return " ".join(_MARKS.sub("", _FORMULA.sub("…", text)).split())


def _said(document: dict[str, Any], language: Language) -> Iterator[_Passage]:
    """Every text but the title."""
    for key, value in document.items():
        if key in DOUBTFUL:
            yield from (text._replace(worth=0.5) for text in _passages(value, (language,)))
        elif key != "title":
            yield from _passages(value, (language,))


def _texts(value: Any) -> Iterator[str]:
    """Every text below in every language."""
    return (text.raw for text in _passages(value, LANGUAGES))


def _passages(
    value: Any, languages: Sequence[Language], template: Mapping[str, Any] | None = None
) -> Iterator[_Passage]:
    """Every text below, and code, which is alike in all languages."""
    if isinstance(value, list):
        for item in value:
            yield from _passages(item, languages)
    elif isinstance(value, dict):
        if "en" in value or "zh" in value:
            yield from (
                _Passage(value[language], template, words=True) for language in languages if value.get(language)
            )
            return
        drill = value if "parameters" in value else None
        for key, below in value.items():
            if key in CODE:
                yield _Passage(below if isinstance(below, str) else " ".join(map(str, below)), drill)
            elif isinstance(below, list | dict):
                yield from _passages(below, languages, drill if key == "prompt" else None)


def _filled(template: str, drill: Mapping[str, Any], language: Language | None) -> str:
    """With the numbers of one draw, the same every time; in a language, with the words for them."""
    from quiz.variants import FILLED, draw, fill, spelled  # noqa: PLC0415  # 6 ms that only a hit in such a text pays

    if drill["kind"] not in FILLED:
        return template
    parameters = {name: SimpleNamespace(**given) for name, given in drill["parameters"].items()}
    values = draw(parameters, drill["where"], Random(0))  # noqa: S311  # nothing secret is drawn
    return fill(template, spelled(parameters, values, language) if language else values)


def _cut(text: str, hit: tuple[int, int], width: int) -> Snippet:
    """As much around the hit as fits into so many cells."""
    start, end = hit
    at, room = start, min(BEFORE, width // 3)
    while at > 0 and (room := room - char_width(text[at - 1])) >= 0:
        at -= 1
    used, stop = (at > 0) + sum(map(char_width, text[at:start])), start
    while stop < len(text) and (used := used + char_width(text[stop])) < width:
        stop += 1
    while stop == len(text) and at > 0 and (used := used + char_width(text[at - 1])) < width:  # room left over
        at -= 1
    before = ("…" if at else "") + text[at:start]
    after = text[end:stop] + ("…" if stop < len(text) else "")
    return Snippet(before, text[start : min(end, stop)], after if stop > end else "")
