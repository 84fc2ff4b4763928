"""Where exercises are and what they are called: folders, ids, kinds. Light: every command comes through here.

Refuses to read one (`exercise`, `listing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from exercises.content import Language

OURS = Path(__file__).parent
FILE = "exercise.toml"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What tracks, slugs and packs are called; ids are for ever."""
Kind = Literal["layer", "loss-and-grads", "values", "program"]


def name_of(pack: str, folder: Path) -> str:
    """`track/slug`, and before it the pack of one that is not ours."""
    name = f"{folder.parent.name}/{folder.name}"
    return f"{pack}:{name}" if pack else name


def folders_in(folder: Path) -> Iterator[Path]:
    """Those below this folder, by track and slug."""
    return (file.parent for file in sorted(folder.glob(f"*/*/{FILE}")))


def statement_file(folder: Path, language: Language) -> Path:
    """Where the task of an exercise stands in this language."""
    return folder / f"statement.{language}.md"
