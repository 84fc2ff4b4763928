"""Our texts as styled lines of a given width: paragraphs, lists, tables, code and display maths.

Owns the small Markdown that content is written in. Where a line breaks is decided by `quiz.wrapping`: Textual's own
breaker takes a run of Chinese for one word. Its Markdown widget costs about 80 ms a question; this, about 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from textual.content import Content, Span
from textual.highlight import highlight

from quiz.wrapping import between_wide, render, wrap

Look = Literal["text", "head", "quiet", "code", "error", "right", "partial", "wrong", "self", "plain", "keys"]

STYLES: dict[Look, str] = {
    "text": "",
    "head": "bold",
    "quiet": "$text-muted",
    "error": "bold $text-error",
    "right": "bold $text-success",
    "partial": "bold $text-warning",
    "wrong": "bold $text-error",
    "self": "bold $text-accent",
}
CODE_SPAN = "$text-accent"
INLINE = re.compile(r"`([^`]+)`|(?<![\w)])\*\*(?=\S)([^*]+?)(?<=\S)\*\*(?:(?<=：\*\*)|(?!\w))", re.ASCII)
"""Bold is careful: `x**2 + y**2` is no bold text, and re.ASCII lets bold stand between Han."""
ITEM = re.compile(r"(\s*)([-*]|\d+[.)])\s+(.*)")
KINDS = {
    "code": re.compile(r"```"),
    "maths": re.compile(r"\$\$"),
    "head": re.compile(r"#{1,4} "),
    "table": re.compile(r"\|.*\|$"),
    "item": ITEM,
}
FENCES = {"code": re.compile(r"\s*```\s*"), "maths": re.compile(r".*\$\$\s*")}
GOES_ON = {"text": "text", "item": "text", "table": "table"}
"""What kind of line continues a piece."""
ONE_LINE_MATHS = re.compile(r"\s*\$\$.+\$\$\s*")
RULE = re.compile(r"[\s|:-]+")
BAR = "│ "
GOES_ON_BAR = "┊ "
KEYS_WIDTH = 16


@dataclass(frozen=True)
class Block:
    """One piece of what a pane shows. `plain` is no Markdown; `keys` has lines of key, tab, text."""

    text: str
    look: Look = "text"
    tight: bool = False
    """No empty line before it."""


def labelled(label: str, text: str) -> str:
    """A bold label before a text; a full-width colon brings its own space."""
    return f"**{label}**{'' if label.endswith('：') else ' '}{text}"


def draw(blocks: Sequence[Block], width: int) -> list[Content]:
    """The blocks one under the other, an empty line between two."""
    lines: list[Content] = []
    for block in blocks:
        if lines and not block.tight:
            lines.append(Content())
        lines.extend(_block(block, max(width, 8)))
    return lines


def code_lines(code: str, width: int, numbers: bool = False) -> list[Content]:
    """Python, highlighted; a line that is too long goes on in the next one, so that nothing is cut off."""
    lines = highlighted(code.rstrip("\n")).split("\n", allow_blank=True)
    digits = len(str(len(lines)))
    drawn = []
    for number, line in enumerate(lines, 1):
        first = Content.styled(f"{number:>{digits}} {BAR}" if numbers else BAR, "$text-muted")
        rest = Content.styled(" " * (first.cell_length - 2) + GOES_ON_BAR, "$text-muted")
        pieces = fold(line, width - first.cell_length)
        drawn += [(rest if i else first) + piece for i, piece in enumerate(pieces)]
    return drawn


@cache
def highlighted(code: str) -> Content:
    """The code with Python's colours. Cached: a pane is drawn again at every change of width."""
    return highlight(code, language="python")


def fold(line: Content, width: int) -> list[Content]:
    """The line in pieces that fit."""
    return line.fold(max(width, 4)) if line.cell_length > width else [line]


def inline(text: str, style: str = "") -> Content:
    """`code` and **bold** as styles, the marks themselves taken out."""
    text = " ".join(text.split())
    plain = ""
    spans = []
    end = 0
    for match in INLINE.finditer(text):
        plain += text[end : match.start()]
        code, bold = match.groups()
        spans.append(Span(len(plain), len(plain) + len(code or bold), CODE_SPAN if code else "bold"))
        plain += code or bold
        end = match.end()
    plain += text[end:]
    around = [Span(0, len(plain), style)] if style else []
    return Content(plain, around + spans)


def flow(content: Content, width: int, first: str = "", rest: str | None = None) -> list[Content]:
    """The content broken into lines; `first` stands before the first one, `rest` before the others."""
    rest = " " * Content(first).cell_length if rest is None else rest
    plain = content.plain
    lines: list[Content] = []
    at = 0
    for line in wrap(plain, max(width - Content(first).cell_length, 4)) or [""]:
        at = _skip(plain, line, at)
        lines.append(Content(rest if lines else first) + content[at : at + len(line)])
        at += len(line)
    return lines


def _skip(plain: str, line: str, at: int) -> int:
    # Breaking swallows the spaces at the break; everything else comes back in order.
    while plain[at : at + len(line)] != line and at < len(plain):
        at += 1
    return at


def _block(block: Block, width: int) -> Iterator[Content]:
    if block.look == "code":
        yield from code_lines(block.text, width)
    elif block.look == "plain":
        for line in block.text.rstrip("\n").split("\n"):
            yield from fold(Content(line), width)
    elif block.look == "keys":
        for line in block.text.split("\n"):
            keys, _, text = line.partition("\t")
            first = f"  {keys:<{KEYS_WIDTH}}"
            yield from (line.stylize("bold", 0, len(first)) for line in flow(Content(text), width, first))
    else:
        yield from _markdown(block.text.strip("\n"), width, STYLES[block.look])


def _markdown(text: str, width: int, style: str) -> Iterator[Content]:
    for kind, lines in _pieces(text):
        if kind == "code":
            yield from code_lines("\n".join(lines), width)
        elif kind == "maths":
            yield from (Content.styled(line, "bold") for line in render("\n".join(lines), width))
        elif kind == "table":
            yield from _table(lines, width)
        elif kind == "head":
            yield from flow(inline(lines[0].lstrip("# "), "bold underline"), width)
        elif kind == "item":
            yield from _item(lines, width, style)
        elif kind == "blank":
            yield Content()
        else:
            yield from flow(inline(_join(lines), style), width)


def _pieces(text: str) -> Iterator[tuple[str, list[str]]]:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        kind = _kind(lines[at])
        end = at + 1
        if kind in FENCES and not ONE_LINE_MATHS.fullmatch(lines[at]):
            while end < len(lines) and not FENCES[kind].fullmatch(lines[end]):
                end += 1
            end += 1
        elif kind in GOES_ON:
            while end < len(lines) and _kind(lines[end]) == GOES_ON[kind]:
                end += 1
        yield kind, lines[at + 1 : end - 1] if kind == "code" else lines[at:end]
        at = end


def _kind(line: str) -> str:
    stripped = line.strip()
    if not stripped:
        return "blank"
    return next((kind for kind, pattern in KINDS.items() if pattern.match(stripped)), "text")


def _join(lines: Sequence[str]) -> str:
    """A paragraph's lines as one; no space where Chinese meets Chinese."""
    text = lines[0].strip()
    for line in map(str.strip, lines[1:]):
        text += line if between_wide(text, line) else f" {line}"
    return text


def _item(lines: Sequence[str], width: int, style: str) -> list[Content]:
    indent, mark, text = ITEM.findall(lines[0])[0]
    mark = "-" if mark in "-*" else mark
    return flow(inline(_join([text, *lines[1:]]), style), width, f"{indent}{mark} ")


def _table(lines: Sequence[str], width: int) -> list[Content]:
    """Columns set out with spaces; where they do not fit, every row as one paragraph."""
    rows = [
        [inline(cell.strip()) for cell in line.strip().strip("|").split("|")]
        for line in lines
        if not RULE.fullmatch(line)
    ]
    columns = max(map(len, rows))
    rows = [row + [Content()] * (columns - len(row)) for row in rows]
    widths = [max(row[i].cell_length for row in rows) for i in range(columns)]
    drawn: list[Content] = []
    for number, row in enumerate(rows):
        if sum(widths) + 3 * (columns - 1) > width:
            drawn += flow(Content(" · ").join(cell for cell in row if cell), width, "", "  ")
            continue
        line = Content("   ").join(cell.pad_right(w - cell.cell_length) for cell, w in zip(row, widths, strict=True))
        drawn.append(line.stylize("bold underline") if number == 0 else line)
    return drawn
