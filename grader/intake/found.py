"""One file of what was handed in, wherever it is kept, and how much of it is read at most.

Owns the value that listings give, the limits, and which names are archives, sources or litter. Refuses to open
anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from exercises.content import Text
from grader.intake import said

MEGABYTE = 1 << 20
MOST_SOURCE = (1 << 20) + 1
"""Bytes read of a Python file: one more than a grader takes, so that it says itself what is too long."""
MOST_NOTEBOOK = 1 << 24
MOST_ARCHIVE = 1 << 26
"""Of an archive inside another, or of one student's."""
MOST_UNPACKED = 1 << 26
"""Bytes read for one student, and unpacked from one tar archive inside another."""
MOST_RATIO = 200
"""Text packs 20 times, notebooks 50 times; an archive bomb packs a thousand times. Below a megabyte none is one."""
MOST_FILES = 250_000
MOST_FILES_INSIDE = 5_000

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
OTHER_ARCHIVES = (".rar", ".7z", ".gz", ".bz2", ".xz", ".zst")
METADATA = "submission_metadata.yml"
"""Where Gradescope says who handed in what."""
OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|\0")
"""Names that lead out of an archive."""
SYSTEMS = re.compile(
    r"(^|/)(__MACOSX|__pycache__|site-packages|node_modules|desktop\.ini|thumbs\.db|~\$[^/]*|\._[^/]*|"
    r"\.(?:DS_Store|git|github|svn|hg|v?env|tox|nox|idea|vscode|vs|cache|config|local|ipynb_checkpoints|ipython|jupyter|"
    r"(?:pytest|mypy|ruff)_cache|eggs|Trashe?s?(?:-\d+)?|Spotlight-V100|fseventsd|TemporaryItems|AppleDouble))(/|$)"
    r"|\.pyc$",
    re.IGNORECASE,
)
"""What systems and tools add by themselves, wherever it is: nobody is called so."""
LITTER = re.compile(r"(^|/)(\.[^/]*|venv)(/|$)", re.IGNORECASE)
"""Such names, too, in what a student handed in; where the students' own stand, one may be a student's."""
SOURCES = (".py", ".pyw", ".py.txt", ".ipynb", ".ipynb.json", ".ipynb.txt")


class Unusable(Exception):
    """A file, or an archive as a whole, of which nothing can be used, and why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Found:
    """A file by its path within what was handed in."""

    path: str
    """With `/` between its parts; any characters may be in it."""
    open: Callable[[int], bytes] | None = None
    """At most so many of its bytes. Raises Unusable."""
    fault: Text | None = None
    """Why it is refused; then it cannot be opened."""

    def read(self, most: int) -> bytes:
        """At most so many bytes. Raises Unusable."""
        if self.open is None:
            raise Unusable(self.fault or Text())
        return self.open(most)


def whole(found: Found, most: int) -> bytes:
    """All of its bytes. Raises Unusable for more than `most`."""
    data = found.read(most + 1)
    if len(data) > most:
        raise Unusable(said.TOO_LARGE.format(most=most // MEGABYTE))
    return data


def is_litter(path: str) -> bool:
    """What systems add by themselves to what a student handed in; a name that leads out is never taken for it."""
    return bool(SYSTEMS.search(path) or LITTER.search(path)) and not OUTSIDE.search(path)


def is_archive(path: str) -> bool:
    """Whether it is one that can be read, by its name."""
    return path.lower().endswith(ARCHIVES)


def stem(name: str) -> str:
    """A file's name without folders and without its suffix, however many parts that has."""
    name = name.rpartition("/")[2]
    for suffix in (*ARCHIVES, ".py.txt"):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] or name
    return name.rpartition(".")[0] or name
