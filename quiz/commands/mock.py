"""`mock`: the mock interviews so far, and the report of one as Markdown. They are held in the app.

Owns their numbers, from 1, the oldest first. Refuses to overwrite a file.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.commands.console import PASSED, Console, Refused
from quiz.mock import PREFIX
from quiz.mock.report import overall
from quiz.mock.state import Mock, fold
from quiz.mock.told import figures
from quiz.shelf import Shelf
from quiz.words import Words
from quiz.wrapping import render

if TYPE_CHECKING:
    from quiz.session import Session


def overview(args: Namespace, shelf: Shelf, console: Console) -> int:
    """All of them, and what to type for one more."""
    list_mocks(args, shelf, console)
    console.say("", *render(shelf.words("mock.how"), console.width))
    return PASSED


def list_mocks(_: Namespace, shelf: Shelf, console: Console) -> int:
    """A line each; machine-marked and self-assessed apart."""
    found = _mocks(shelf)
    console.say(*_rows(found, shelf, shelf.words) if found else [shelf.words("mock.none_yet")])
    return PASSED


def export(args: Namespace, session: Session, console: Console) -> int:
    """Print it, or write it to a new file. Raises Refused."""
    from quiz.mock.markdown import markdown  # noqa: PLC0415  # 20 ms that the list does not pay
    from quiz.mock.whole import Plain, sheet  # noqa: PLC0415  # as above

    found, words = _mocks(session), session.words
    number = len(found) if args.number is None else args.number
    if not 1 <= number <= len(found):
        raise Refused(words("mock.unknown", number=number) if found else words("mock.none_yet"))
    mock = found[number - 1]
    if mock.state != "ended":
        raise Refused(words("mock.not_over", number=number))
    voice = Plain(session)
    text = markdown(sheet(session, mock, voice), voice)
    if args.output:
        _write(Path(args.output), text, words)
        console.say(words("mock.exported", path=args.output))
    else:
        console.say(text.rstrip("\n"))
    return PASSED


def _mocks(shelf: Shelf) -> list[Mock]:
    return list(fold(shelf.history.of(PREFIX)).values())


def _rows(found: list[Mock], shelf: Shelf, words: Words) -> Iterator[str]:
    zone = shelf.now().tzinfo
    for number, mock in enumerate(found, 1):
        when = f"{mock.at.astimezone(zone):%Y-%m-%d %H:%M}"
        minutes = words("mock.minutes", n=mock.wish.minutes)
        if mock.state != "ended":
            yield f"{number}  {words('mock.row_open', when=when, minutes=minutes)}"
        else:
            yield words("mock.row", number=number, when=when, minutes=minutes, **figures(overall(mock)))


def _write(path: Path, text: str, words: Words) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refused(words("mock.exists", path=path)) from error
    except OSError as error:
        raise Refused(words("mock.unwritable", path=path, reason=error.strerror)) from error
