"""What comes out of a comparison, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aligned:
    """A line of each of two files; empty where the other has none beside it."""

    one: str
    two: str
    alike: bool


@dataclass(frozen=True)
class Passage:
    """The same code in both files: first and last lines, counted from 1."""

    one: tuple[int, int]
    two: tuple[int, int]


@dataclass(frozen=True)
class SimilarPair:
    """Two files that have more in common than others."""

    one: tuple[str, ...]
    """Whose the file is, all who handed it in together; or what else it is: the shipped solution, one of an earlier
    term."""
    two: tuple[str, ...]
    score: float
    """From 0 to 1."""
    lines: tuple[Aligned, ...] = ()
    """Both files from beginning to end, or the part that tells."""
    passages: tuple[Passage, ...] = ()
    """In the order of the first file."""


@dataclass(frozen=True)
class Ranking:
    """The pairs that have most in common, best first: reasons to look, no findings."""

    pairs: tuple[SimilarPair, ...] = ()
    too_short: bool = False
    """Solutions of this exercise are so short that independent ones are alike: there are no pairs."""
    left_out: tuple[str, ...] = ()
    """Whose files were not compared: nothing but the starter, too little to tell, or too large."""
    rarest_only: bool = False
    """There were too many files to count all that they have in common: pairs may be missing that share nothing rare."""
