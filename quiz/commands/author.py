"""`exercise new` and `exercise fork`: the folder of an exercise to begin with.

Owns where it goes and that nothing is ever overwritten. Refuses to check what is in it: `exercise check` does.
"""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from exercises.catalog import OURS
from exercises.content import BrokenContent
from exercises.places import SLUG
from quiz.authoring.scaffold import copied, template
from quiz.bank import PACKAGED
from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.targets import known
from quiz.packs import NoPack, fitting, identified
from quiz.shelf import Shelf
from quiz.stock import TRACKS, our_titles, track_titles

LONGEST = 40


def new_exercise(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write a template. Raises Refused for a name or track that is none, and where a folder stands already."""
    track, _, slug = args.name.partition("/")
    if not all(SLUG.fullmatch(part) and len(part) <= LONGEST for part in (track, slug)):
        raise Refused(shelf.words("author.new_name", name=args.name))
    folder = _folder(args, shelf)
    pack = "" if folder == OURS else _pack(folder, shelf)
    tracks = _tracks(folder)
    if track not in tracks:
        where, names = folder / TRACKS, shelf.words("plan.comma").join(tracks)
        raise Refused(shelf.words("author.new_track", track=track, path=where, known=names))
    _write(folder / track / slug, template(args.kind, slug, shelf.language), shelf)
    console.say(shelf.words("author.new_written", path=folder / track / slug))
    _say_next("author.new_then", pack, f"{track}/{slug}", folder, console)
    return PASSED


def fork_exercise(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write a copy to change. Raises Refused as above; what is copied stays as it is."""
    exercise = known(shelf, args.id)
    folder = Path(args.folder).absolute()
    pack = _pack(folder, shelf)
    target = folder / exercise.track / exercise.slug
    _write(target, copied(exercise), shelf)
    console.say(shelf.words("author.forked", id=exercise.id, path=target))
    _say_next("author.fork_then", pack, f"{exercise.track}/{exercise.slug}", folder, console)
    return PASSED


def _folder(args: Namespace, shelf: Shelf) -> Path:
    named = args.folder or (args.exercises[-1] if args.exercises else "")
    if not named and shelf.content.name == PACKAGED:
        raise Refused(shelf.words("author.new_where"))
    return Path(named).absolute() if named else OURS


def _pack(folder: Path, shelf: Shelf) -> str:
    """What goes before the id. Raises Refused for a folder that could not be used later."""
    try:
        return fitting(identified(folder), ()).id
    except NoPack as unusable:
        raise Refused(unusable.text[shelf.language]) from unusable


def _tracks(folder: Path) -> list[str]:
    """Ours, which everybody may use, and the folder's own."""
    try:
        own = {} if folder == OURS else track_titles(folder)
    except BrokenContent as broken:
        raise Refused(str(broken.errors[0])) from broken
    return list({**our_titles(), **own})


def _write(target: Path, files: Mapping[str, bytes], shelf: Shelf) -> None:
    try:
        target.mkdir(parents=True)
        for name, content in files.items():
            (target / name).write_bytes(content)
    except FileExistsError as error:
        raise Refused(shelf.words("author.exists", path=target)) from error
    except OSError as error:
        raise Refused(shelf.words("cli.file_problem", path=target, reason=error.strerror)) from error


def _say_next(key: str, pack: str, name: str, folder: Path, console: Console) -> None:
    """How to check it, and how to practise it, which for ours needs no word."""
    words, where = console.words, f"--exercises {shlex.quote(str(folder))}"
    if not pack:
        console.say(words(key, command=f"gradlings exercise check {name}"))
        return
    console.say(words(key, command=f"gradlings exercise check {where}"))
    console.say(words("author.practise", command=f"gradlings {where} start {pack}:{name}"))
    console.say(words("author.trust"))
