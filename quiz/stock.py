"""All exercises as one catalog: ours first, then those in folders of others, each under its own pack's name.

Owns what such a folder is, and what the tracks are called. Refuses to fail for one: why it cannot be used stands in
`complaints`, the others load. A folder is read as data here; references and solutions are code, which a check runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exercises.content import BrokenContent, ContentError, Text, read_toml
from exercises.listing import Listed, listing
from exercises.places import OURS, folders_in
from quiz.folder import read_strictly
from quiz.packs import NoPack, Pack, identified, of_pack, same, usable
from quiz.words import in_both

if TYPE_CHECKING:
    from exercises.catalog import Catalog

TRACKS = "tracks.toml"


@dataclass(frozen=True)
class Stock:
    """The exercises that there are."""

    titles: Mapping[str, Text]
    """Of the tracks, in their order; a pack's as `acme:layers`."""
    packs: tuple[Pack, ...] = ()
    """Those that are read, ours not among them."""
    complaints: tuple[Text, ...] = ()

    @cached_property
    def catalog(self) -> Catalog:
        """Exercise by id."""
        from exercises.catalog import Catalog  # noqa: PLC0415  # 30 ms that lists from the cache do not pay

        return Catalog([OURS], {pack.id: pack.folder for pack in self.packs})

    def listed(self, cache: Path | None) -> tuple[list[Listed], list[ContentError]]:
        """What lists say of every exercise that loads, and what is wrong with the others."""
        return listing({"": OURS, **{pack.id: pack.folder for pack in self.packs}}, cache)

    def pack_in(self, folder: Path) -> Pack | None:
        """The pack whose folder this is; None for ours, and for one that is not read."""
        return next((pack for pack in self.packs if same(pack.folder, folder)), None)

    def ids(self, pack: Pack | None) -> list[str]:
        """The exercises of a pack, or ours."""
        wanted = pack.id if pack else ""
        return [found for found in self.catalog.ids() if found.rpartition(":")[0] == wanted]


@dataclass(frozen=True)
class _Tracks:
    schema: Literal[1]
    tracks: dict[str, Text]


def open_stock(folders: Iterable[Path]) -> Stock:
    """Our own exercises, and those in these folders."""
    packs, complaints = usable(folders, OURS, read_exercises)
    titles = dict(our_titles())
    for pack in packs:
        own: Mapping[str, Text] = {}
        try:
            own = track_titles(pack.folder)
        except BrokenContent as broken:
            complaints += [in_both("author.tracks_broken", fault=fault) for fault in broken.errors]
        titles |= {f"{pack.id}:{track}": of_pack(title, pack.id) for track, title in {**our_titles(), **own}.items()}
    return Stock(titles, tuple(packs), tuple(complaints))


def read_exercises(folder: Path) -> Pack:
    """The pack of exercises in this folder. Raises NoPack."""
    if not has_exercises(folder):
        raise NoPack("author.missing", path=folder)
    return identified(folder)


def has_exercises(folder: Path) -> bool:
    """Whether there is one at least."""
    try:
        return any(True for _ in folders_in(folder))
    except OSError:  # a folder that may not be entered, a name that is too long
        return False


def track_titles(folder: Path) -> Mapping[str, Text]:
    """The tracks that a folder of others names itself. Raises BrokenContent."""
    path = folder / TRACKS
    if not path.exists():
        return {}
    read: _Tracks = read_strictly(_Tracks, path)
    return read.tracks


@cache
def our_titles() -> Mapping[str, Text]:
    """Our tracks."""
    return {track: Text(**title) for track, title in read_toml(OURS / TRACKS)["tracks"].items()}
