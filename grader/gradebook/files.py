"""Files that are whole or not there: written beside their place, then moved into it.

Owns that, and how a table of comma-separated values is written. Refuses to know what stands in one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path

from grader.escape import MANY, cell
from grader.gradebook.standings import Standing

Sink = Callable[[Standing], None]
"""Takes one standing after the other."""
Line = Callable[[Iterable[object]], None]
"""Takes the cells of one line."""
FOR_EXCEL = "utf-8-sig"
"""Without its mark Excel takes UTF-8 for something else, and Chinese names are gone."""
FOR_IMPORT = "utf-8"
"""Canvas refuses a mark before a quoted first cell."""


@contextmanager
def replacing(path: Path, encoding: str = FOR_IMPORT) -> Iterator[TextIOWrapper]:
    """A file to write; what was there stays until all of it is on disk, and stays where that fails. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as file:
            yield file
        os.replace(part, path)  # noqa: PTH105 (atomic on every system)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def table(path: Path, encoding: str = FOR_EXCEL) -> Iterator[Line]:
    """A table to write, line by line: text is made harmless, numbers and what is not there (None) stay."""
    with replacing(path, encoding) as file:

        def line(values: Iterable[object]) -> None:
            file.write(",".join([_text(v) if isinstance(v, str) else _other(v) for v in values]) + "\r\n")

        yield line


def number(value: float | None, digits: int = 2) -> str:
    """Without an exponent, a separator of thousands or zeros at the end; empty for None."""
    if value is None:
        return ""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=MANY)
def _text(value: str) -> str:
    """Quoted in any case, as RFC 4180 has it. A run has millions of cells, most of them the same few."""
    return '"' + cell(value).replace('"', '""') + '"'


def _other(value: object) -> str:
    return '""' if value is None else f'"{value}"'
