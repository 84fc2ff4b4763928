"""Whether code that came with somebody else's pack may be run on this machine: a line drill's forward, a program.

Owns the rule: in the lock only (isolation level B or better), unless the learner has said that plain processes will
do (`GRADLINGS_REQUIRE_ISOLATION=D`). Whose pack it is decides its place on the disk, never what it says of itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from grader.sandbox.strongest import REQUIRED

ENOUGH = "B"
CODE = ("output", "bug", "line")
"""The kinds of drill that come with code to be run."""


class Proves(Protocol):
    """As much of the grader as this needs."""

    def prove(self) -> str:
        """The level of isolation, as measured."""


def too_open(grader: Proves, environment: Mapping[str, str]) -> str:
    """The level, where it is too low for the code of others; empty where they may be run. Raises SandboxError."""
    if environment.get(REQUIRED) == "D":
        return ""
    level = grader.prove()
    return level if level > ENOUGH else ""
