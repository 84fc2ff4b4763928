"""Python files that a notebook writes itself (`%%writefile dense.py`), and its imports of them.

Their code is judged where it stands in the notebook, so an import of its names has nothing left to do but to rename
them. Owns what is imported, and these imports. Refuses to replace `import dense`: what is asked of a module by its name
is not made up here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from grader.intake.magics import logical

IMPORT = re.compile(r"from \.*(?:[^\W\d]\w*\.)*(\w+) import ?(\*|\(?[\w ,]+\)?)")
CLAUSE = re.compile(r" *(\w+)(?: as (\w+))? *")
MODULES = re.compile(r"(?:^|[;:]) ?(?:from \.*(?:[^\W\d]\w*\.)*(\w+) import\b|import ([\w ,.]+))")
REST = re.compile(r"#.*|\\\r?$")
"""Of a line: its comment, or that it goes on."""


def imported(lines: Sequence[str]) -> set[str]:
    """The modules that are imported, or from which something is."""
    found = [names for first, end in logical(lines) for names in MODULES.findall(_joined(lines[first:end]))]
    clauses = [clause.split() for _, several in found for clause in several.split(",")]
    return {module for module, _ in found if module} | {words[0].rpartition(".")[2] for words in clauses if words}


def without_imports(lines: Sequence[str], modules: Collection[str]) -> tuple[list[str], list[str]]:
    """The lines, each in its place, with the new names of what was imported from these modules; and from which."""
    kept, used = list(lines), []
    for first, end in logical(lines) if modules else ():
        found = IMPORT.fullmatch(_joined(lines[first:end]))
        renamed = _renamed(found[2]) if found and found[1] in modules else None
        if found and renamed is not None:
            indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
            kept[first:end] = [indent + (renamed or "pass") if indent else renamed, *[""] * (end - first - 1)]
            used.append(found[1])
    return kept, used


def _joined(lines: Sequence[str]) -> str:
    """One logical line without comments and with single blanks."""
    return " ".join(" ".join(REST.sub("", line) for line in lines).split())


def _renamed(clauses: str) -> str | None:
    """Assignments, as far as there are new names; None for what is no import."""
    if clauses == "*":
        return ""
    found = [CLAUSE.fullmatch(clause) for clause in clauses.strip("() ").removesuffix(",").split(",")]
    if not all(found):
        return None
    return "; ".join(f"{clause[2]} = {clause[1]}" for clause in found if clause and clause[2] not in (None, clause[1]))
