"""`packs`, `packs add` and `packs remove`: the folders with questions beside ours that are remembered.

Owns the order of things: a folder is looked at before it is remembered. Refuses to touch a pack's files.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from quiz.commands.console import PASSED, Console, Refused
from quiz.packs import NoPack, fitting, has_questions, read_pack
from quiz.session import LogUnusable, Session
from quiz.words import marked


def list_packs(_: Namespace, session: Session, console: Console) -> int:
    """Every pack that is read, those of this run included; why another is not is told as a warning."""
    bank, words = session.bank, session.words
    if not bank.packs and not bank.complaints:
        console.say(words("packs.none"))
    for pack in bank.packs:
        title = marked(pack.title, session.language)
        console.say(f"{pack.id}  {title}  ({words('packs.cards', n=bank.count(pack.id))})  {pack.folder}")
    return PASSED


def add_pack(args: Namespace, session: Session, console: Console) -> int:
    """Remember a folder. Raises Refused where it could not be used beside the others."""
    folder = Path(args.folder).absolute()
    remembered = _remembered(session)
    if folder in remembered:
        console.say(session.words("packs.known", path=folder))
        return PASSED
    if not has_questions(folder):
        raise Refused(session.words("cli.content_no_folder", path=folder))
    try:
        pack = fitting(read_pack(folder), (other for other in session.bank.packs if other.folder != folder))
    except NoPack as unusable:
        raise Refused(unusable.text[session.language]) from unusable
    _remember([*remembered, folder], session)
    console.say(session.words("packs.added", id=pack.id, path=folder))
    console.say(session.words("packs.cards", n=session.bank.count(pack.id)))
    console.say(*(str(fault) for fault in session.bank.errors if Path(fault.file).is_relative_to(folder)))
    return PASSED


def remove_pack(args: Namespace, session: Session, console: Console) -> int:
    """Forget a folder, named by its pack's id or by its path, which works for one that is gone."""
    remembered = _remembered(session)
    ids = {pack.folder: pack.id for pack in session.bank.packs}
    folder = next((path for path in remembered if args.name == ids.get(path)), Path(args.name).absolute())
    if folder not in remembered:
        known = ", ".join(ids.get(path) or str(path) for path in remembered)
        key = "packs.unknown" if known else "packs.unknown_none"
        raise Refused(session.words(key, name=args.name, known=known))
    _remember([path for path in remembered if path != folder], session)
    console.say(session.words("packs.removed", path=folder))
    return PASSED


def _remembered(session: Session) -> list[Path]:
    return [Path(folder) for folder in session.settings.packs]


def _remember(folders: list[Path], session: Session) -> None:
    try:
        session.set_packs(folders)
    except LogUnusable as error:
        raise Refused(session.words("error.log_unusable", path=error.path, reason=error.reason)) from error
