"""Folders beside ours that are remembered: of questions (`packs`) or of exercises (`exercise`), by the same rules.

Owns the order of things: a folder is looked at before it is remembered, and one that is gone can still be forgotten.
Refuses to touch what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.commands.console import Console, Refused
from quiz.log import LogUnusable
from quiz.packs import NoPack, Pack, fitting
from quiz.words import Words


@dataclass(frozen=True)
class Remembered:
    """One of the two lists."""

    section: str
    """Of the words that are said."""
    words: Words
    paths: Sequence[str]
    packs: Sequence[Pack]
    """Those that are read."""
    remember: Callable[[Iterable[Path]], None]

    @property
    def folders(self) -> list[Path]:
        """Every folder of the list, those that are gone included."""
        return [Path(path) for path in self.paths]

    def add(self, folder: Path, read: Callable[[Path], Pack], console: Console) -> Pack | None:
        """Remember a folder; None where it was known. Raises Refused where it cannot be used beside the others."""
        if folder in self.folders:
            console.say(self.words(f"{self.section}.known", path=folder))
            return None
        try:
            pack = fitting(read(folder), (other for other in self.packs if other.folder != folder))
        except NoPack as unusable:
            raise Refused(unusable.text[self.words.language]) from unusable
        self._keep([*self.folders, folder])
        console.say(self.words(f"{self.section}.added", id=pack.id, path=folder))
        return pack

    def remove(self, name: str, console: Console) -> None:
        """Forget a folder, named by its pack's id or by its path, which works for one that is gone. Raises Refused."""
        ids = {pack.folder: pack.id for pack in self.packs}
        folder = next((path for path in self.folders if name == ids.get(path)), Path(name).absolute())
        if folder not in self.folders:
            known = self.words("plan.comma").join(ids.get(path) or str(path) for path in self.folders)
            key = f"{self.section}.unknown" if known else f"{self.section}.unknown_none"
            raise Refused(self.words(key, name=name, known=known))
        self._keep([path for path in self.folders if path != folder])
        console.say(self.words(f"{self.section}.removed", path=folder))

    def _keep(self, folders: list[Path]) -> None:
        try:
            self.remember(folders)
        except LogUnusable as error:
            raise Refused(self.words("error.log_unusable", path=error.path, reason=error.reason)) from error
