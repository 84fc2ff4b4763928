"""Which sandbox to use: the strongest that works here, or the one that was asked for, or none below what is required.

Owns the two environment variables and the fall back. Reduced isolation never refuses anybody's own file; whoever
grades others' files states the level below which nothing is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from grader.sandbox import Sandbox, SandboxError, Started
from grader.sandbox.fork import Forker, possible
from grader.sandbox.spawn import Spawner

Level = Literal["A", "B", "D"]
ISOLATION, REQUIRED = "GRADLINGS_ISOLATION", "GRADLINGS_REQUIRE_ISOLATION"
MODES = ("", "auto", "plain")


class BadSetting(SandboxError):
    """An environment variable holds a value that nobody knows."""


class Strongest:
    """Forks locked children where that works, else starts plain processes; runs nothing below `required`."""

    def __init__(self, *, plain: bool = False, required: Level = "D") -> None:
        self._sandbox: Sandbox = Spawner() if plain or not possible() else Forker()
        self._required = required
        self._proven = False
        """Set when the sandbox has started once."""

    @property
    def level(self) -> str:
        """The level of what runs submissions now. Raises SandboxError."""
        self._prove()
        return self._sandbox.level

    def take(self) -> Started:
        """A fresh process. Raises SandboxError, also where the level is below what is required."""
        self._prove()
        return self._sandbox.take()

    def warm(self) -> None:
        """Start ahead what can be started. Raises SandboxError."""
        self._sandbox.warm()

    def close(self) -> None:
        """End everything that was started ahead."""
        self._sandbox.close()

    def _prove(self) -> None:
        """The first time, find out whether the lock works here, and fall back to plain processes where it does not."""
        if self._proven:
            return
        try:
            level = self._sandbox.level
        except SandboxError:
            self._sandbox.close()
            self._sandbox = Spawner()
            level = self._sandbox.level
        if level > self._required:
            raise SandboxError(
                f"the isolation here is of level {level} and {self._required} is required; "
                "`gradlings doctor` says what is missing"
            )
        self._proven = True


def from_environment(environ: Mapping[str, str], required: Level = "D") -> Strongest:
    """What the environment asks for, and at least `required`. Raises BadSetting."""
    mode, level = environ.get(ISOLATION, ""), environ.get(REQUIRED, "") or "D"
    if mode not in MODES:
        raise BadSetting(f"{ISOLATION} is {mode!r}; it may be `plain` or `auto`")
    for known in get_args(Level):
        if level == known:
            return Strongest(plain=mode == "plain", required=min(known, required))
    raise BadSetting(f"{REQUIRED} is {level!r}; it may be `A`, `B` or `D`")
