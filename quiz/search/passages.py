"""A document's texts in the order in which they are read, and the piece of one that holds what was asked for.

Owns what of a document is searched: every text that is there in a language, and code. A document is the JSON of a
question, an exercise or a term as the cache keeps it: reading one needs no pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exercises.content import LANGUAGES, Language
from quiz.search.table import Kind, Searchable
from quiz.search.tokens import spaced
from quiz.wrapping import char_width

if TYPE_CHECKING:
    from quiz.search.wanted import Wanted

CODE = {"code", "accept", "forward"}
"""Keys whose values are no texts of a language, and worth finding."""
_MARKS = re.compile(r"\$\$|`{1,3}(?:python\n)?|\*\*|^#+ |^\s*[-*] ", re.MULTILINE)
"""Of Markdown: a snippet is plain."""
BEFORE = 18
"""Cells of a snippet before what was found."""


@dataclass(frozen=True)
class Snippet:
    """A line out of a text; `hit` is what was asked for, in the text's own words."""

    before: str
    hit: str
    after: str

    def __bool__(self) -> bool:
        return bool(self.before or self.hit or self.after)


NOTHING = Snippet("", "", "")


def searchable(kind: Kind, name: str, document: dict[str, Any]) -> Searchable:
    """The document's tokens; its name, `topic/slug`, counts as title."""
    title = f"{name} {' '.join(_texts(document.get('title')))}"
    prompt = " ".join(_texts(document.get("prompt")))
    rest = (" ".join(_texts(value)) for key, value in document.items() if key not in ("title", "prompt"))
    return Searchable(kind, spaced(title), spaced(prompt), spaced(" ".join(rest)))


def snippet(document: dict[str, Any], wanted: Wanted, language: Language, width: int) -> Snippet:
    """The first text with a hit, in this language if there is one; else how the document begins."""
    for spoken in (language, *(other for other in LANGUAGES if other != language)):
        for text in _said(document, spoken):
            # of the raw text first: nearly all have no hit, and taking the marks out costs more than looking
            if wanted.place(text) and (found := wanted.place(plain := _plain(text))):
                return _cut(plain, found, width)
    return _cut(_plain(next(_said(document, language), "")), (0, 0), width)


def _said(document: dict[str, Any], language: Language) -> Iterator[str]:
    """Every text but the title."""
    for key, value in document.items():
        if key != "title":
            yield from _texts(value, (language,))


def _texts(value: Any, languages: Sequence[Language] = LANGUAGES) -> Iterator[str]:
    """Every text below, and code, which is alike in all."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, languages)
    elif isinstance(value, dict):
        if "en" in value or "zh" in value:
            yield from (value[language] for language in languages if value.get(language))
            return
        for key, below in value.items():
            if key in CODE:
                yield below if isinstance(below, str) else " ".join(map(str, below))
            elif isinstance(below, list | dict):
                yield from _texts(below, languages)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())


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
