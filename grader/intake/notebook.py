"""A Jupyter notebook as Python source: its code cells in order, every line knowing its cell.

Owns the notebook formats 3 and 4. Refuses what is broken with `Unusable`; outputs and metadata are never looked at
beyond the language. The file is a stranger's: it is measured before it is parsed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grader.handed import Place
from grader.intake import said
from grader.intake.found import Unusable
from grader.intake.magics import module_written, without_magics
from grader.intake.written import imported, without_imports

MOST_VALUES = 1_000_000
"""Each costs 60 to 100 bytes once it is parsed, however short it is in the file; base64 of images has none."""


@dataclass(frozen=True)
class Extracted:
    """What a notebook holds."""

    source: bytes
    places: tuple[Place, ...]
    cells: int
    removed: int
    """Lines of magics."""
    written: tuple[str, ...] = ()
    """Files that it writes and imports."""


def is_notebook(path: str) -> bool:
    """By its name."""
    return path.lower().endswith((".ipynb", ".ipynb.json", ".ipynb.txt"))


def extract(data: bytes) -> Extracted:
    """Its code. Raises Unusable."""
    cells = [cell.removesuffix("\n").split("\n") for cell in _code_cells(_parsed(data))]
    if not any(line.strip() for cell in cells for line in cell):
        raise Unusable(said.NO_CELLS)
    lines: list[str] = []
    places: list[Place] = []
    removed = 0
    modules: set[str] = set()
    files: list[str] = []
    for number, (cell, (plain, magics)) in enumerate(zip(cells, _plain(cells), strict=True), 1):
        kept, used = without_imports(plain, modules)
        modules |= {module_written(cell)} - {""}
        files += [f"{name}.py" for name in used]
        removed += magics
        lines += kept
        places += [Place(number, line) for line in range(1, len(kept) + 1)]
    source = "\n".join(lines) + "\n"
    return Extracted(source.encode("utf-8", "replace"), tuple(places), len(cells), removed, tuple(dict.fromkeys(files)))


def _plain(cells: Sequence[Sequence[str]]) -> list[tuple[list[str], int]]:
    """Each cell as Python, and how many lines of it were none.

    What is written to a file that nothing here imports is a test or a demonstration, unless there is no function but
    in such files.
    """
    plain = [without_magics(cell) for cell in cells]
    needed = {"", *(module for kept, _ in plain for module in imported(kept))}
    is_run = [module_written(cell) in needed for cell in cells]
    if not any(run and _has_functions(kept) for run, (kept, _) in zip(is_run, plain, strict=True)):
        return plain
    return [found if run else ([""] * len(found[0]), len(found[0])) for run, found in zip(is_run, plain, strict=True)]


def _has_functions(lines: Sequence[str]) -> bool:
    return any(line.lstrip().startswith("def ") for line in lines)


def _parsed(data: bytes) -> dict[str, Any]:
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise Unusable(said.TOO_BUSY)
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable(said.NOT_JSON) from error
    if not isinstance(notebook, dict):
        raise Unusable(said.NO_CELLS)
    return notebook


def _code_cells(notebook: dict[str, Any]) -> Iterator[str]:
    language = _language(notebook)
    if not language.lower().startswith(("python", "ipython")):
        raise Unusable(said.NOT_PYTHON.format(language=said.shown(language, 30)))
    sheets = _dicts(notebook.get("worksheets")) or [notebook]
    for sheet in sheets:
        for cell in _dicts(sheet.get("cells")):
            if cell.get("cell_type") == "code":
                source = cell.get("source", cell.get("input", ""))
                yield _joined(source).replace("\r\n", "\n").replace("\r", "\n")


def _language(notebook: dict[str, Any]) -> str:
    about = notebook.get("metadata")
    for table, key in (("language_info", "name"), ("kernelspec", "language")):
        told = about.get(table) if isinstance(about, dict) else None
        if isinstance(told, dict) and isinstance(told.get(key), str) and told[key]:
            return str(told[key])
    return "python"


def _joined(source: Any) -> str:
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
