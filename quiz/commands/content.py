"""`content check`: every fault in a folder of questions, for their author.

Owns the order: form first, then ids, then the claims about code. Refuses to mend anything but ids.txt, and that
only when asked to.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quiz import ids
from quiz.bank import Bank
from quiz.commands.console import NOT_PASSED, PASSED, Console, Refused
from quiz.proof import prove
from quiz.session import Session

IDS = "ids.txt"
_Found = TypeVar("_Found")


def check_content(args: Namespace, session: Session, console: Console) -> int:
    """Print all faults; 1 where there are any."""
    content = Path(args.folder) if args.folder else session.content
    if not (content / "questions").is_dir():
        raise Refused(session.words("cli.content_no_folder", path=content))
    bank = Bank.open(content, None)
    if args.write_ids:
        written = len(_with_ids(ids.append_missing, bank, content / IDS, session))
        console.say(session.words("cli.ids_written", n=written, path=content / IDS))
    changed = _with_ids(ids.compare, bank, content / IDS, session)
    faults = [*bank.errors, *changed, *prove(bank, content, session.grader())]
    console.say(*map(str, faults))
    if faults:
        console.say(session.words("cli.content_faults", n=len(faults)))
        return NOT_PASSED
    console.say(session.words("cli.content_fine", n=len(bank.cards)))
    return PASSED


def _with_ids(act: Callable[[Bank, Path], _Found], bank: Bank, path: Path, session: Session) -> _Found:
    try:
        return act(bank, path)
    except OSError as error:
        raise Refused(session.words("cli.file_problem", path=path, reason=error.strerror)) from error
    except ValueError as error:
        raise Refused(f"{path}: {error}") from error
