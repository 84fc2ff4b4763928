"""`content check`: every fault in a folder of questions, for their author.

Owns the order: form first, then ids, then the bank as a whole, then the claims about code. Refuses to mend anything
but ids.txt, and that only when asked to, and to run the code of a pack where nothing would hold it.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quiz import ids
from quiz.authoring.proof import prove
from quiz.authoring.review import review, summary
from quiz.bank import Bank
from quiz.card_id import CORE
from quiz.commands.console import NOT_PASSED, PASSED, Console, Refused
from quiz.folder import read_topics
from quiz.glossary import read_glossary
from quiz.packs import NoPack, read_pack
from quiz.shelf import Shelf
from quiz.strangers import CODE, too_open

IDS = "ids.txt"
_Found = TypeVar("_Found")


def check_content(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Print all faults; 1 where there are any."""
    content = Path(args.folder) if args.folder else shelf.content
    if not (content / "questions").is_dir():
        raise Refused(shelf.words("cli.content_no_folder", path=content))
    ours = content.resolve() == shelf.content.resolve()
    bank = _pack(content, shelf, CORE if ours else _id(content, shelf))
    if args.write_ids:
        written = len(_with_ids(ids.append_missing, bank, content / IDS, shelf))
        console.say(shelf.words("cli.ids_written", n=written, path=content / IDS))
    promised = bank.pack == CORE or (content / IDS).exists()  # a pack may go without
    changed = _with_ids(ids.compare, bank, content / IDS, shelf) if promised else ()
    with_code = [card.id for card in bank.cards.values() if card.kind in CODE]
    # By its place on the disk, not by its id: a stranger's folder may call itself what it likes.
    level = "" if ours or not with_code else too_open(shelf.grader(), os.environ)
    reviewed = review(bank, content, shelf.catalog.ids())
    _, terms = read_glossary(content, bank.titles)
    faults = [
        *bank.errors,
        *terms,
        *changed,
        *reviewed.faults,
        *(() if level else prove(bank, content, shelf.grader())),
    ]
    console.say(*(shelf.words("cli.content_warning", warning=warning) for warning in reviewed.warnings))
    console.say(*map(str, faults))
    console.say(", ".join(f"{kind} {count}" for kind, count in summary(bank)))
    if faults:
        console.say(shelf.words("cli.content_faults", n=len(faults)))
    if level:
        console.say(*(shelf.words("cli.not_executed_card", card=card) for card in with_code))
        console.say(shelf.words("cli.not_executed", n=len(with_code), level=level))
    if faults or level:
        return NOT_PASSED
    console.say(shelf.words("cli.content_fine", n=len(bank.cards)))
    return PASSED


def _id(content: Path, shelf: Shelf) -> str:
    try:
        return read_pack(content).id
    except NoPack as unusable:
        raise Refused(unusable.text[shelf.language]) from unusable


def _pack(content: Path, shelf: Shelf, pack: str) -> Bank:
    """Its questions; a pack's may stand under our topics."""
    ours = {} if pack == CORE else read_topics(shelf.content / "topics.toml", [])
    return Bank.open(content, None, pack, ours)


def _with_ids(act: Callable[[Bank, Path], _Found], bank: Bank, path: Path, shelf: Shelf) -> _Found:
    try:
        return act(bank, path)
    except OSError as error:
        raise Refused(shelf.words("cli.file_problem", path=path, reason=error.strerror)) from error
    except ValueError as error:
        raise Refused(f"{path}: {error}") from error
