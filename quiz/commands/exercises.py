"""`exercise`, `exercise add` and `exercise remove`: the folders with exercises beside ours that are remembered.

Owns what is said of what is in them. Refuses to touch their files, and to run them.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from quiz.commands.console import PASSED, Console
from quiz.commands.remembered import Remembered
from quiz.desk import Desk
from quiz.stock import read_exercises
from quiz.words import marked


def list_folders(_: Namespace, desk: Desk, console: Console) -> int:
    """Every folder that is read, those of this run included; why another is not is told as a warning."""
    stock, words = desk.stock, desk.words
    if not stock.packs and not stock.complaints:
        console.say(words("author.none"))
    for pack in stock.packs:
        count = words("author.exercises", n=len(stock.ids(pack)))
        console.say(f"{pack.id}  {marked(pack.title, desk.language)}  ({count})  {pack.folder}")
    return PASSED


def add_folder(args: Namespace, desk: Desk, console: Console) -> int:
    """Remember a folder. Raises Refused where it could not be used beside the others."""
    folder = Path(args.folder).absolute()
    pack = _remembered(desk).add(folder, read_exercises, console)
    if pack is not None:
        console.say(desk.words("author.exercises", n=len(desk.stock.ids(pack))), desk.words("author.trust"))
        console.say(*(str(fault) for fault in desk.catalog.all()[1] if Path(fault.file).is_relative_to(folder)))
    return PASSED


def remove_folder(args: Namespace, desk: Desk, console: Console) -> int:
    """Forget a folder. Raises Refused."""
    _remembered(desk).remove(args.name, console)
    return PASSED


def _remembered(desk: Desk) -> Remembered:
    return Remembered("author", desk.words, desk.settings.exercises, desk.stock.packs, desk.set_exercises)
