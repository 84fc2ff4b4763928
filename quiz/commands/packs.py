"""`packs`, `packs add` and `packs remove`: the folders with questions beside ours that are remembered.

Owns what is said of what is in them. Refuses to touch a pack's files.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.remembered import Remembered
from quiz.packs import has_questions, read_pack
from quiz.shelf import Shelf
from quiz.words import marked


def list_packs(_: Namespace, shelf: Shelf, console: Console) -> int:
    """Every pack that is read, those of this run included; why another is not is told as a warning."""
    bank, words = shelf.bank, shelf.words
    if not bank.packs and not bank.complaints:
        console.say(words("packs.none"))
    for pack in bank.packs:
        title = marked(pack.title, shelf.language)
        console.say(f"{pack.id}  {title}  ({words('packs.cards', n=bank.count(pack.id))})  {pack.folder}")
    return PASSED


def add_pack(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Remember a folder. Raises Refused where it could not be used beside the others."""
    folder = Path(args.folder).absolute()
    if not has_questions(folder):
        raise Refused(shelf.words("cli.content_no_folder", path=folder))
    pack = _remembered(shelf).add(folder, read_pack, console)
    if pack is not None:
        console.say(shelf.words("packs.cards", n=shelf.bank.count(pack.id)))
        console.say(*(str(fault) for fault in shelf.bank.errors if Path(fault.file).is_relative_to(folder)))
    return PASSED


def remove_pack(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Forget a folder. Raises Refused."""
    _remembered(shelf).remove(args.name, console)
    return PASSED


def _remembered(shelf: Shelf) -> Remembered:
    return Remembered("packs", shelf.words, shelf.settings.packs, shelf.bank.packs, shelf.set_packs)
