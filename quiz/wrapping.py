"""Breaks our texts into lines for a terminal, by the rules of Chinese and of English at once.

Owns line breaking, the cell widths it needs and the little markup that our texts use (paragraphs, `- ` lists,
fenced code, display maths). Refuses to style. Exists since Textual takes a run of Chinese for one long word and
lets `。` begin a line. Imports neither Textual nor Rich: headless commands print through here too.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from quiz.broken_maths import ways

NO_LINE_BEGINS_WITH = frozenset("。，、；：？！）」』》】〉〕］｝”’…—～％℃·)]},.;:!?%")
NO_LINE_ENDS_WITH = frozenset("（「『《【〈〔［｛“‘([{")
MATHS_INDENT = "  "

_WIDE = "\u2e80\u303f\u3041\ua4d0\uac00\ud7a4\uf900\ufb00\ufe30\ufe50\uff01\uff61\U00020000\U0003fffe"
"""Where characters begin to stand by themselves, and where they end to, in turn. No pattern: a set of so many takes
Python 3.11 ten milliseconds to compile."""
_WORD = re.compile(r"(\s*)(\S+)")
_GROUP = re.compile(r"[(\[{][^()\[\]{}]{1,22}[)\]}]")
"""A short pair of brackets, as `(N, M)`: torn apart it reads like two things."""
_GLUE = "\ue000"
"""Stands for such a space while lines are broken: one cell, no white space, in no text."""
_ITEM = re.compile(r"\s*(- |\d{1,2}\. )(.*)")
_BLOCK = re.compile(r"^```[^\n]*\n(?P<code>.*?)^```[^\S\n]*$|\$\$(?P<maths>.+?)\$\$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"\\begin\{\w+\*?\}(\{[lcr|]*\})?|\\end\{\w+\*?\}|\\[A-Za-z]+")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")


class MathsError(ValueError):
    """LaTeX that cannot be drawn as text."""


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """How many cells one character takes; ambiguous ones (`α`, `→`, `“`) take one, as Rich counts them."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cells(text: str) -> int:
    """How many cells a line takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(char_width, text))


def between_wide(before: str, after: str) -> bool:
    """Whether a line break between the two stands between wide characters, where it is no space."""
    return bool(before and after) and char_width(before[-1]) == 2 == char_width(after[0])


def wrap(text: str, width: int) -> list[str]:
    """One paragraph as lines of at most `width` cells; line breaks in it count as spaces, between Han as nothing."""
    lines: list[str] = []
    line, used = "", 0
    glued = _glued(text)
    for gap, piece, size in _pieces(glued) if _GLUE not in glued else _fitting(glued, width):
        if line and used + gap + size <= width:
            line += " " * gap + piece
            used += gap + size
            continue
        if line:
            lines.append(line)
        *full, line = _cut(piece, width) if size > width else [piece]
        lines += full
        used = cells(line) if full else size
    lines.append(line)
    return [done.replace(_GLUE, " ") for done in lines] if _GLUE in glued else lines


def _glued(text: str) -> str:
    """With the spaces in short brackets taken for part of a word; as long as before."""
    return _GROUP.sub(_held, text)


def _held(group: re.Match[str]) -> str:
    return group[0] if len(group[0]) < cells(group[0]) else re.sub(r"\s", _GLUE, group[0])


def _fitting(glued: str, width: int) -> Iterator[tuple[int, str, int]]:
    """The pieces; one that is wider than a whole line comes apart at the spaces in its brackets."""
    for gap, piece, size in _pieces(glued):
        if size <= width or _GLUE not in piece:
            yield gap, piece, size
            continue
        for at, part in enumerate(piece.split(_GLUE)):
            yield 1 if at else gap, part, cells(part)


def breaks(text: str, width: int) -> list[int]:
    """Where lines begin, but the first, if nothing of the text is to change: for widgets that are not ours."""
    found: list[int] = []
    used = 0
    for at, space, piece in _units(_glued(text)):
        gap, size = cells(space), cells(piece)
        if used + gap + size <= width:
            used += gap + size
            continue
        start = at
        for part in _cut(piece, width) if size > width else [piece]:
            if start:
                found.append(start)
            start, used = start + len(part), cells(part)
    return found


def _atoms(text: str) -> Iterator[tuple[int, str, str]]:
    """(where it begins, space before it, text): a character that stands by itself, or all up to the next or a space."""
    for found in _WORD.finditer(text):
        start, (space, word) = found.start(2), found.groups()
        if word.isascii():
            yield start, space, word
            continue
        for alone, run in groupby(word, _stands_alone):
            for atom in run if alone else ("".join(run),):
                yield start, space, atom
                start, space = start + len(atom), ""


@lru_cache(maxsize=4096)
def _stands_alone(char: str) -> bool:
    return bisect(_WIDE, char) % 2 == 1


def _units(text: str) -> Iterator[tuple[int, str, str]]:
    """What must not be torn apart: (where it begins, space before it, text)."""
    start, before, piece = 0, "", ""
    for at, space, atom in _atoms(text):
        if not space and piece and (atom[0] in NO_LINE_BEGINS_WITH or piece[-1] in NO_LINE_ENDS_WITH):
            piece += atom
            continue
        if piece:
            yield start, before, piece
        start, before, piece = at, space, atom
    if piece:
        yield start, before, piece


def render(text: str, width: int) -> list[str]:
    """A text of ours as plain lines. Code and maths are never wrapped; maths that does not fit stays LaTeX."""
    return list(_render(text, width))


@lru_cache(maxsize=512)
def maths(latex: str) -> tuple[str, ...]:
    """Display maths as rows of text. Raises MathsError where it cannot be drawn."""
    # 21 ms, most of it argparse, and most texts have no maths
    from texicode.pipeline import render_tex  # type: ignore[import-untyped]  # noqa: PLC0415

    source = " ".join(latex.split())
    try:
        # plain letters: many Chinese fonts lack 𝑥 and 𝜃
        art = render_tex(source, debug=False, color=False, context="raw", options={"fonts": "normal"})
    except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
        raise MathsError(f"TeXicode does not know {error}") from error
    if art.startswith("TeXicode:"):
        raise MathsError(art)
    if art.count("?") > source.count("?"):
        raise MathsError("TeXicode draws a part of it as `?`")
    if lost := _letters(_COMMAND.sub(" ", source)) - _letters(art.replace("ᵧ", "y")):  # its small y is a gamma
        raise MathsError(f"TeXicode leaves out {' '.join(lost)}; of an index and an exponent write {{W_h}}^T")
    return tuple(row.rstrip() for row in art.splitlines())


def _letters(text: str) -> Counter[str]:
    """Letters and digits, raised, lowered or accented as they may be; of some capitals there is only a small form."""
    return Counter(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isascii() and char.isalnum())


def display_maths(text: str) -> list[str]:
    """The LaTeX of every `$$…$$` in the text."""
    return [found["maths"] for found in _BLOCK.finditer(text) if found["maths"] is not None]


@lru_cache(maxsize=512)
def _render(text: str, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    for block in _blocks(text, width):
        if block:
            lines += ["", *block] if lines else block
    return tuple(lines)


def _blocks(text: str, width: int) -> Iterator[list[str]]:
    """Paragraphs, lists, code and maths, each as its lines."""
    done = 0
    for found in _BLOCK.finditer(text):
        yield from _prose(text[done : found.start()], width)
        if found["maths"] is None:
            yield found["code"].expandtabs(4).splitlines()
        else:
            yield _drawn(found["maths"], width)
        done = found.end()
    yield from _prose(text[done:], width)


def _prose(text: str, width: int) -> Iterator[list[str]]:
    for paragraph in _BLANK_LINES.split(text):
        lines: list[str] = []
        for marker, item in _items(paragraph):
            indent = " " * len(marker)
            wrapped = wrap(item, width - len(marker)) if item else []
            lines += [(indent if i else marker) + line for i, line in enumerate(wrapped)]
        yield lines


def _items(paragraph: str) -> list[tuple[str, str]]:
    """(marker, text) of each list item; a paragraph that is no list is one item without a marker."""
    items: list[tuple[str, str]] = []
    for line in paragraph.strip().splitlines():
        if found := _ITEM.fullmatch(line):
            items.append((found[1], found[2]))
        elif items:
            items[-1] = (items[-1][0], f"{items[-1][1]}\n{line}")
        else:
            items.append(("", line))
    return items


def _drawn(latex: str, width: int) -> list[str]:
    rows = _rows(latex, width - len(MATHS_INDENT))
    return [MATHS_INDENT + row for row in rows] or wrap(f"$$ {latex.strip()} $$", width)


def _rows(latex: str, width: int) -> list[str]:
    """The formula as it is drawn, on several rows where it is too wide; nothing where it cannot be."""
    try:
        rows = list(maths(latex))
    except MathsError:
        return []
    if max(map(cells, rows)) <= width:
        return rows
    for parts in ways(latex):
        drawn = [_rows(part, width) for part in parts]
        if all(drawn):
            return [row for part in drawn for row in part]
    return []


def _pieces(text: str) -> Iterator[tuple[int, str, int]]:
    """The same for a paragraph, where any space is one: (spaces before it, text, cells)."""
    before = ""
    for _, space, piece in _units(text):
        yield 0 if not space or ("\n" in space and between_wide(before, piece)) else 1, piece, cells(piece)
        before = piece


def _cut(piece: str, width: int) -> list[str]:
    """A piece that is wider than a whole line, cut where it must be."""
    parts, used = [""], 0
    for char in piece:
        used += char_width(char)
        if used > width and parts[-1]:
            parts.append("")
            used = char_width(char)
        parts[-1] += char
    return parts
