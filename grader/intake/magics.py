"""Lines that only a notebook understands: `%matplotlib inline`, `!pip install`, `np.dot?`, `%%bash` cells, `cd ..`.

Owns where a logical line begins: inside a string or a bracket a `%` is an operator or a letter, and stays. Takes time
linear in the text, whoever wrote it, and leaves every line where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

KEEPS_ITS_CODE = frozenset({"%%time", "%%timeit", "%%capture", "%%prun", "%%memit", "%%python", "%%python3"})
"""Magics of a whole cell that run it as Python; one that writes it to a Python file keeps it, too.

Whether a notebook runs that file, `notebook` finds out."""
MAGIC = re.compile(r"\s*(?:%{1,2}[A-Za-z]|!|\?{1,2}[\w.])|\s*[\w.]+\?{1,2}\s*$|\s*[\w.]{1,80}\s*=\s*(?:!|%[A-Za-z])")
AUTOMAGIC = re.compile(
    r"""\s*(?:
        (?:cd|ll|ls|pwd|whos?)[ \t\r]*(?:\#.*)?$
        | (?:apt|apt-get|autoreload|cat|cd|conda|cp|env|ll|load_ext|ls|mamba|matplotlib|mkdir|mv|pip3?|pylab|reload_ext
             |rm|rmdir|run|uv|whos?)
          [ \t]+(?: (?!(?:and|if|in|is|not|or)\b)\w  |  ['"~$]  |  \*\.  |  \.(?:[./\s]|$)  |  [-/]\s*$
                 |  (?:-{1,2}[A-Za-z]|/[\w.])[^()]*$ )
    )""",
    re.VERBOSE,
)
"""Magics without their `%`. In Python no name stands behind another; `ls -la` could be one less another, which does
nothing as a line of its own, unless something is called."""
WRITES = re.compile(r"%%(?:writefile|file)\s+(?:(?:-a|--append)\s+)?(['\"]?)(?:[^\s'\"]*/)?(\w{1,80})\.py\1\s*")
TOKEN = re.compile(r"#.*|'{3}|\"{3}|'(?:\\.|[^'\\])*'?|\"(?:\\.|[^\"\\])*\"?|[()\[\]{}]", re.DOTALL)
"""A closing quote may be missing, or every quote that follows would be tried up to the end of the line."""
ENDS = {quote: re.compile(rf"(?:\\.|[^\\])*?{quote}", re.DOTALL) for quote in ("'''", '"""')}


def without_magics(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines of a cell or a file with those of a notebook emptied, and how many these were."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    head = lines[first].strip() if lines else ""
    if head.startswith("%%"):
        if not (head.split()[0] in KEEPS_ITS_CODE or WRITES.fullmatch(head)):
            return [""] * len(lines), len(lines)
        kept, removed = without_magics(lines[first + 1 :])
        return [*[""] * (first + 1), *kept], removed + 1
    kept = list(_kept(lines))
    return kept, sum(old != new for old, new in zip(lines, kept, strict=True))


def module_written(lines: Sequence[str]) -> str:
    """The Python module that a cell writes to a file instead of running it; empty for none."""
    found = WRITES.fullmatch(next((line.strip() for line in lines if line.strip()), ""))
    return found[2] if found else ""


def logical(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each logical line begins, and where the next one does."""
    depth, quote, first = 0, "", 0
    for number, line in enumerate(lines, 1):
        depth, quote = _after(line, depth, quote)
        if not (depth or quote or line.rstrip("\r").endswith("\\")):
            yield first, number
            first = number


def _kept(lines: Sequence[str]) -> Iterator[str]:
    depth, quote, continues, magic = 0, "", False, False
    for line in lines:
        begins = not (depth or quote or continues)
        magic = bool(MAGIC.match(line) or AUTOMAGIC.match(line)) if begins else magic and continues
        if magic:
            indent = line[: len(line) - len(line.lstrip())]
            yield f"{indent}pass" if indent and begins else ""
        else:
            depth, quote = _after(line, depth, quote)
            yield line
        continues = line.rstrip("\r").endswith("\\")


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How many brackets are open behind this line, and which long string is."""
    at = 0
    while True:
        if quote:
            end = ENDS[quote].match(line, at)
            if not end:
                return depth, quote
            at, quote = end.end(), ""
        found = TOKEN.search(line, at)
        if not found:
            return depth, quote
        at, piece = found.end(), found[0]
        if piece in ENDS:
            quote = piece
        elif piece in "([{":
            depth += 1
        elif piece in ")]}":
            depth = max(0, depth - 1)
