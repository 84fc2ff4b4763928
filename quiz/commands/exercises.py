"""`exercise`, `exercise add` and `exercise remove`: the folders with exercises beside ours that are remembered.

Owns the order of things: a folder is looked at before it is remembered. Refuses to touch its files, and to run them.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from quiz.commands.console import PASSED, Console, Refused
from quiz.desk import Desk
from quiz.log import LogUnusable
from quiz.packs import NoPack, fitting
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
    remembered = _remembered(desk)
    if folder in remembered:
        console.say(desk.words("author.known", path=folder))
        return PASSED
    try:
        pack = fitting(read_exercises(folder), (other for other in desk.stock.packs if other.folder != folder))
    except NoPack as unusable:
        raise Refused(unusable.text[desk.language]) from unusable
    _remember([*remembered, folder], desk)
    console.say(desk.words("author.added", id=pack.id, path=folder))
    console.say(desk.words("author.exercises", n=len(desk.stock.ids(pack))), desk.words("author.trust"))
    console.say(*(str(fault) for fault in desk.catalog.all()[1] if Path(fault.file).is_relative_to(folder)))
    return PASSED


def remove_folder(args: Namespace, desk: Desk, console: Console) -> int:
    """Forget a folder, named by its id or by its path, which works for one that is gone."""
    remembered = _remembered(desk)
    ids = {pack.folder: pack.id for pack in desk.stock.packs}
    folder = next((path for path in remembered if args.name == ids.get(path)), Path(args.name).absolute())
    if folder not in remembered:
        known = ", ".join(ids.get(path) or str(path) for path in remembered)
        key = "author.unknown" if known else "author.unknown_none"
        raise Refused(desk.words(key, name=args.name, known=known))
    _remember([path for path in remembered if path != folder], desk)
    console.say(desk.words("author.removed", path=folder))
    return PASSED


def _remembered(desk: Desk) -> list[Path]:
    return [Path(folder) for folder in desk.settings.exercises]


def _remember(folders: list[Path], desk: Desk) -> None:
    try:
        desk.set_exercises(folders)
    except LogUnusable as error:
        raise Refused(desk.words("error.log_unusable", path=error.path, reason=error.reason)) from error
