"""`exercise check`: everything that an exercise claims is proved; every fault for its author.

Owns which exercises are meant, and the order: what is proved of each, then the faults of all. Refuses to prove
anything itself: `grader.examine` does for code, `exercises.review` for what is said.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from exercises.catalog import OURS
from exercises.content import BrokenContent, ContentError
from exercises.milestones import unknown as unknown_in_milestones
from exercises.review import circular, review, uncovered
from quiz.card_id import path_of
from quiz.commands.console import NOT_PASSED, PASSED, Console, Refused
from quiz.commands.targets import unknown
from quiz.packs import same
from quiz.shelf import Shelf
from quiz.words import Words

if TYPE_CHECKING:
    from grader.examine import Examined


@dataclass
class Found:
    """What is wrong so far."""

    faults: list[ContentError] = field(default_factory=list)
    warnings: list[ContentError] = field(default_factory=list)


def check_exercises(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Print a line for each and then all faults; 1 where there are any."""
    folders = _named(shelf)
    ids = _chosen(args.ids, folders, shelf)
    questions = frozenset(path_of(card) for card in shelf.bank.cards)
    found = Found()
    for number, name in enumerate(ids, start=1):
        console.progress(shelf.words("author.progress", number=number, total=len(ids), id=name))
        line = _examined(name, questions, shelf, found)
        console.progress("")
        console.say(line)
    found.faults += _of_the_whole(ids, [] if args.ids else folders, shelf)
    console.say(*(shelf.words("cli.content_warning", warning=warning) for warning in found.warnings))
    console.say(*map(str, found.faults))
    if found.faults:
        console.say(shelf.words("cli.content_faults", n=len(found.faults)))
        return NOT_PASSED
    console.say(shelf.words("author.fine", n=len(ids)))
    return PASSED


def _named(shelf: Shelf) -> list[Path]:
    """The folders that were named for this run, or else all; ours is one. Raises Refused for one without exercises."""
    stock = shelf.stock
    folders = []
    for folder in shelf.paths.exercises:
        pack = stock.pack_in(folder)
        if pack is None and not same(folder, OURS):
            raise Refused(stock.complaints[-1][shelf.language])
        folders.append(pack.folder if pack else OURS)
    return folders or [OURS, *(pack.folder for pack in stock.packs)]


def _chosen(wanted: Sequence[str], folders: Sequence[Path], shelf: Shelf) -> list[str]:
    """Ids as they were typed, or everything in the folders. Raises Refused for one that there is not."""
    stock = shelf.stock
    known = stock.catalog.ids()
    for name in wanted:
        if name not in known:
            raise unknown(shelf, name)
    if wanted:
        return list(dict.fromkeys(wanted))
    packs = [stock.pack_in(folder) for folder in folders]
    return [name for pack in packs for name in stock.ids(pack)]


def _examined(name: str, questions: frozenset[str], shelf: Shelf, found: Found) -> str:
    """The line to be said of it."""
    from grader.examine import examine  # noqa: PLC0415  # NumPy, 100 ms that the other commands here do not pay

    words, catalog = shelf.words, shelf.catalog
    try:
        exercise = catalog.get(name)
    except BrokenContent as broken:
        found.faults += broken.errors
        return f"{name}  {words('cli.content_faults', n=len(broken.errors))}"
    said = list(review(exercise, catalog.ids(), questions))
    examined = examine(exercise, shelf.grader())
    faults = list(dict.fromkeys([*said, *examined.proof.faults]))  # a broken mistakes.toml is in the way of both
    found.faults += faults
    found.warnings += examined.warnings
    return f"{name}  {words('author.between').join(_figures(examined, len(faults), words))}"


def _figures(examined: Examined, faults: int, words: Words) -> Iterator[str]:
    proof = examined.proof
    if proof.mistakes or proof.mutants:
        yield words("author.mistakes", n=proof.mistakes)
        yield words("author.mutants", n=proof.mutants)
        yield words("author.worst", error=f"{proof.worst:.0e}")
    if examined.seconds:
        yield words("author.suite", seconds=f"{examined.seconds:.2f}")
    if faults:
        yield words("cli.content_faults", n=faults)


def _of_the_whole(ids: Sequence[str], folders: Sequence[Path], shelf: Shelf) -> Iterator[ContentError]:
    """Circles that touch what was checked, and what whole folders leave uncovered."""
    exercises, _ = shelf.catalog.all()
    chosen = {exercise.folder for exercise in exercises if exercise.id in ids}
    yield from (fault for fault in circular(exercises) if Path(fault.file).parent in chosen)
    for folder in folders:
        yield from uncovered(folder, exercises)
    if OURS in folders:
        yield from unknown_in_milestones(shelf.catalog.ids())
