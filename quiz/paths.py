"""Where the user's things are: the learner's files, the log, the cache.

Owns the environment variable `GRADLINGS_HOME`; without it the XDG base directories hold, on macOS too: terminal users
look below ~/.local and ~/.cache. Refuses to create or read anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "GRADLINGS_HOME"


class NoHome(Exception):
    """There is no home folder to keep files in; GRADLINGS_HOME can name another."""


@dataclass(frozen=True)
class Paths:
    """Every place that gradlings writes, and where it reads questions."""

    work: Path
    """The learner's files, `<track>/<slug>.py`; those of a pack's exercises `<pack>/<track>/<slug>.py`."""
    data: Path
    """The log and what belongs to it."""
    cache: Path
    """May be deleted at any time."""
    content: Path | None = None
    """Another folder with questions than ours."""
    packs: tuple[Path, ...] = ()
    """Folders with questions beside those, for this run."""
    exercises: tuple[Path, ...] = ()
    """Folders with exercises beside ours, for this run."""

    @property
    def log(self) -> Path:
        """The append-only log: the only truth about the learner."""
        return self.data / "log.sqlite3"

    @property
    def device(self) -> Path:
        """This machine's id in the log."""
        return self.data / "device"

    @property
    def snapshot(self) -> Path:
        """What followed from the log when a long one was last read."""
        return self.cache / "record.snapshot"

    @property
    def memories(self) -> Path:
        """The same of how well each card is remembered."""
        return self.cache / "memories.snapshot"

    @property
    def reports(self) -> Path:
        """What the learner may send to whoever can mend a question or a verdict."""
        return self.data / "reports"

    @property
    def faults(self) -> Path:
        """Where a fault of ours is written down."""
        return self.data / "faults.log"

    def rows(self) -> Iterator[tuple[str, Path]]:
        """Name and place, as `gradlings paths` prints them."""
        yield from (("work", self.work), ("log", self.log), ("cache", self.cache))
        yield ("faults", self.faults)


def find_paths(environment: Mapping[str, str]) -> Paths:
    """The places for this user; GRADLINGS_HOME moves all of the user's files.

    Raises NoHome.
    """
    home = environment.get(HOME_VARIABLE, "")
    if home:
        work = _expanded(home).absolute()
        return Paths(work, work / ".data", work / ".cache")
    data, cache = (
        _base(environment, variable, usual) / "gradlings"
        for variable, usual in (("XDG_DATA_HOME", "~/.local/share"), ("XDG_CACHE_HOME", "~/.cache"))
    )
    return Paths(_expanded("~/gradlings"), data, cache)


def _base(environment: Mapping[str, str], variable: str, usual: str) -> Path:
    """As the variable says; a relative path is to be ignored, says the specification."""
    given = Path(environment.get(variable, ""))
    return given if given.is_absolute() else _expanded(usual)


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise NoHome(f"set {HOME_VARIABLE} to a folder; there is no home folder ({error})") from error
