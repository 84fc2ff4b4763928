"""Finds the exercises: ours, and those in folders of others.

Owns where they are and which id means which folder. Refuses to say what one is (`exercise`, `parts`), but is the door
to that, too. Imports neither NumPy nor pydantic: `gradlings list` and the start of `check` come through here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from exercises.content import BrokenContent, ContentError
from exercises.exercise import Exercise, read_exercise
from exercises.parts import (
    MOST_PLANTED,
    Argument,
    Case,
    Edit,
    Equivalent,
    Function,
    Goal,
    Limits,
    Mistake,
    Output,
    Role,
    Stage,
)  # fmt: skip
from exercises.places import OURS, Kind, folders_in, name_of

__all__ = [
    "MOST_PLANTED",
    "OURS",
    "Argument",
    "Case",
    "Catalog",
    "Edit",
    "Equivalent",
    "Exercise",
    "Function",
    "Goal",
    "Kind",
    "Limits",
    "Mistake",
    "Output",
    "Role",
    "Stage",
    "read_exercise",
]

NOBODY: Mapping[str, Path] = MappingProxyType({})


class Catalog:
    """The exercises of some folders. Reads one when it is asked for, not before.

    `others` are folders by the pack that goes before the ids in them, `acme:layers/dense`; ours go without.
    """

    def __init__(self, folders: Sequence[Path] = (OURS,), others: Mapping[str, Path] = NOBODY) -> None:
        sources = [*(("", folder) for folder in folders), *others.items()]
        self._paths = {name_of(pack, path): (path, pack) for pack, folder in sources for path in folders_in(folder)}
        self._read: dict[str, Exercise] = {}

    def ids(self) -> tuple[str, ...]:
        """Every exercise's id, those of a folder sorted by track and slug; those that do not load included."""
        return tuple(self._paths)

    def get(self, exercise_id: str) -> Exercise:
        """One exercise.

        Raises KeyError (an id that does not exist) or BrokenContent (every fault of its exercise.toml).
        """
        if exercise_id not in self._read:
            self._read[exercise_id] = read_exercise(*self._paths[exercise_id])
        return self._read[exercise_id]

    def all(self) -> tuple[list[Exercise], list[ContentError]]:
        """Every exercise that loads, and what is wrong with the others."""
        good: list[Exercise] = []
        errors: list[ContentError] = []
        for exercise_id in self._paths:
            try:
                good.append(self.get(exercise_id))
            except BrokenContent as broken:
                errors.extend(broken.errors)
        return good, errors

    def at(self, folder: Path) -> str:
        """The id of the exercise whose files are in this folder; empty where there is none."""
        resolved = folder.resolve()
        return next((found for found, (path, _) in self._paths.items() if path.resolve() == resolved), "")

    def close_to(self, exercise_id: str) -> list[str]:
        """What a mistyped id may have meant, the likeliest first; of several with a slug it is the first, ours."""
        by_name: dict[str, str] = {}
        for path in self._paths:
            for name in (path, path.rpartition(":")[2], path.rpartition("/")[2]):
                by_name.setdefault(name, path)
        found = get_close_matches(exercise_id.lower(), by_name, n=3, cutoff=0.5)
        return list(dict.fromkeys(by_name[name] for name in found))
