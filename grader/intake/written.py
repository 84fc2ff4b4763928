"""Python files that a notebook writes itself (`%%writefile dense.py`), and its imports of them.

Their code is judged where it stands in the notebook, so an import of its names has nothing left to do but to rename
them. Owns these imports. Refuses `import dense`: what is asked of a module by its name is not made up here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from grader.intake.magics import logical

IMPORT = re.compile(r"from \.*(?:[^\W\d]\w*\.)*(\w+) import ?(\*|\(?[\w ,]+\)?)")
CLAUSE = re.compile(r" *(\w+)(?: as (\w+))? *")
REST = re.compile(r"#.*|\\\r?$")
"""Of a line: its comment, or that it goes on."""


def without_imports(lines: Sequence[str], modules: Collection[str]) -> tuple[list[str], list[str]]:
    """The lines, each in its place, with the new names of what was imported from these modules; and from which."""
    kept, used = list(lines), []
    for first, end in logical(lines) if modules else ():
        found = IMPORT.fullmatch(" ".join(" ".join(REST.sub("", line) for line in lines[first:end]).split()))
        renamed = _renamed(found[2]) if found and found[1] in modules else None
        if found and renamed is not None:
            indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
            kept[first:end] = [indent + (renamed or "pass") if indent else renamed, *[""] * (end - first - 1)]
            used.append(found[1])
    return kept, used


def _renamed(clauses: str) -> str | None:
    """Assignments, as far as there are new names; None for what is no import."""
    if clauses == "*":
        return ""
    found = [CLAUSE.fullmatch(clause) for clause in clauses.strip("() ").removesuffix(",").split(",")]
    if not all(found):
        return None
    return "; ".join(f"{clause[2]} = {clause[1]}" for clause in found if clause and clause[2] not in (None, clause[1]))
