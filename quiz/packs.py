"""A pack: somebody's folder of questions (or of exercises) beside ours, in the form of ours, with an id of its own.

Owns `pack.toml`, the id where there is none, and which of several packs can be used together. A pack is data: it is
read, never imported. Refuses to raise for more than one pack at a time, and to open a bank (`library`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from exercises.content import BrokenContent, ContentError, Text
from quiz.card_id import CORE, SLUG
from quiz.folder import read_strictly
from quiz.words import in_both

FILE = "pack.toml"
LONGEST_ID = 40


class NoPack(Exception):
    """This folder cannot be used as a pack; `text` says where, why and what to do."""

    def __init__(self, key: str, **values: object) -> None:
        self.text = in_both(key, **values)
        super().__init__(self.text.en)


class Pack(NamedTuple):
    """A folder of questions, or of exercises."""

    id: str
    title: Text
    folder: Path


@dataclass(frozen=True)
class _File:
    schema: Literal[1]
    id: str
    title: Text


def read_pack(folder: Path) -> Pack:
    """The pack in this folder, told from ours by its id alone. Raises NoPack."""
    if not has_questions(folder):
        raise NoPack("packs.missing", path=folder)
    return identified(folder)


def identified(folder: Path) -> Pack:
    """What this folder calls itself, whatever is in it. Raises NoPack."""
    path = folder / FILE
    if not path.exists():
        return Pack(derived_id(folder), Text(folder.name, folder.name), folder)
    try:
        read: _File = read_strictly(_File, path)
    except BrokenContent as broken:
        raise NoPack("packs.broken", fault=broken.errors[0]) from broken
    if not re.fullmatch(SLUG, read.id) or len(read.id) > LONGEST_ID:
        fault = ContentError(str(path), "id", f"`{read.id[:LONGEST_ID]}` is no slug", "use a-z, 0-9 and single hyphens")
        raise NoPack("packs.broken", fault=fault)
    return Pack(read.id, read.title or Text(read.id, read.id), folder)


def derived_id(folder: Path) -> str:
    """An id from the folder's name, for a pack that states none. Raises NoPack where nothing of the name is left."""
    plain = unicodedata.normalize("NFKD", folder.absolute().name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].rstrip("-")
    if not slug:
        raise NoPack("packs.nameless", path=folder)
    return slug


def usable(
    folders: Iterable[Path], core: Path, read: Callable[[Path], Pack] = read_pack
) -> tuple[list[Pack], list[Text]]:
    """The packs that can be used beside our own folder, each once, and why the others cannot."""
    packs: list[Pack] = []
    complaints: list[Text] = []
    seen = {_resolved(core)}
    for folder in folders:
        if _resolved(folder) in seen:
            continue
        seen.add(_resolved(folder))
        try:
            packs.append(fitting(read(folder), packs))
        except NoPack as unusable:
            complaints.append(unusable.text)
    return packs, complaints


def fitting(pack: Pack, others: Iterable[Pack]) -> Pack:
    """The pack, if its id is free. Raises NoPack: a card's id must name one card for ever."""
    if pack.id == CORE:
        raise NoPack("packs.core", path=pack.folder)
    for other in others:
        if other.id == pack.id:
            raise NoPack("packs.twice", path=pack.folder, id=pack.id, other=other.folder)
    return pack


def of_pack(title: Text, pack: str) -> Text:
    """A title that may stand beside the same one of ours; ours have no pack."""
    en, zh = (f" ({pack})", f"（{pack}）") if pack else ("", "")
    return Text(title.en and title.en + en, title.zh and title.zh + zh)


def has_questions(folder: Path) -> bool:
    """Whether this may be a folder of questions at all."""
    try:
        return (folder / "questions").is_dir()
    except OSError:  # a folder that may not be entered, a name that is too long
        return False


def same(one: Path, other: Path) -> bool:
    """Whether both lead to one folder."""
    return _resolved(one) == _resolved(other)


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return folder.absolute()
