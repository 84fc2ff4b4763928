"""The command `gradlings`: reads the arguments, runs the command, ends with its exit code.

Owns exit codes and what becomes of every error: the user's is one line and 2; ours is a fault log and 3. Refuses
to import Textual but to open the app; every other command is imported only when it is run.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.arguments import early_language, parser
from quiz.commands.console import NOT_PASSED, OUR_FAULT, USAGE, Console, Refused
from quiz.symbols import wanted
from quiz.words import Words, locale_language

if TYPE_CHECKING:
    from quiz.desk import Desk
    from quiz.paths import Paths
    from quiz.session import Session

INTERRUPTED = 130
GARBAGE = 50_000
"""Objects after which garbage is looked for: a start makes many and drops few, and looking takes 5 % of it."""
LONG = 300
"""Question files from which on compiling takes seconds, and is worth a line."""
PLACES = {
    "list": ("files", "list_exercises"),
    "start": ("files", "start"),
    "hint": ("files", "hint"),
    "solution": ("files", "solution"),
    "reset": ("files", "reset"),
    "paths": ("files", "paths"),
    "check": ("check", "check"),
    "repro": ("repro", "repro"),
    "quiz": ("plain", "quiz"),
    "content check": ("content", "check_content"),
    "content new": ("new", "new_question"),
    "packs": ("packs", "list_packs"),
    "packs add": ("packs", "add_pack"),
    "packs remove": ("packs", "remove_pack"),
    "exercise": ("exercises", "list_folders"),
    "exercise add": ("exercises", "add_folder"),
    "exercise remove": ("exercises", "remove_folder"),
    "exercise check": ("prove", "check_exercises"),
    "exercise new": ("author", "new_exercise"),
    "exercise fork": ("author", "fork_exercise"),
    "glossary": ("glossary", "glossary"),
    "doctor": ("doctor", "doctor"),
    "settings": ("settings", "settings"),
    "milestone": ("milestones", "milestone"),
    "search": ("search", "search"),
    "stats": ("stats", "stats"),
    "plan": ("plan", "plan"),
    "today": ("plan", "plan"),
    "redo": ("plan", "redo"),
    "mock": ("mock", "overview"),
    "mock list": ("mock", "list_mocks"),
    "mock export": ("mock", "export"),
    "progress export": ("progress", "export_log"),
    "progress import": ("progress", "import_log"),
    "progress csv": ("answers", "export_table"),
    "grade": ("grade", "grade"),
    "gradescope": ("gradescope", "gradescope"),
}
"""Command, with its part where it has some, to module and function below `quiz.commands`."""
ASKING = ("", "quiz", "mock export")
LOOKING_UP = (
    "packs", "glossary", "search", "settings", "progress", "stats", "plan", "today", "mock", "content", "exercise"
)  # fmt: skip
"""Commands that need the questions, and nothing to ask them with."""
JUDGING = ("check", "repro")
SCROLLING = ("dumb", "unknown")
"""Values of TERM where nothing can be drawn, such as in an editor's shell."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    gc.set_threshold(GARBAGE)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A terminal that knows no Chinese gets question marks, not a crash in the middle of a verdict.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    for library in ("OPENBLAS", "OMP", "MKL"):  # more threads make small matrices slower, and the import too
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    arguments = sys.argv[1:] if arguments is None else arguments
    console = Console(Words(early_language(arguments, locale_language(os.environ))))
    try:
        code = _guarded(arguments, console)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone. The interpreter flushes once more at its end: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_PASSED
    return code


def _guarded(arguments: Sequence[str], console: Console) -> int:
    try:
        return _run(parser(console.words, arguments).parse_args(arguments), console, os.environ)
    except Refused as refused:
        console.warn(str(refused))
        return USAGE
    except KeyboardInterrupt:
        console.say("")
        console.warn(console.words("error.interrupted"))
        return INTERRUPTED
    except SystemExit as stop:  # argparse after --help and --version
        return int(stop.code or 0)


def _run(args: Namespace, console: Console, environment: Mapping[str, str]) -> int:
    from quiz.paths import NoHome, find_paths  # noqa: PLC0415  # after the arguments: --help needs none of it

    try:
        paths = find_paths(environment)
    except NoHome as error:
        raise Refused(str(error)) from error
    packs, exercises = (
        (*args.packs, *getattr(args, "more", ())),
        (*args.exercises, *getattr(args, "more_exercises", ())),
    )
    paths = replace(paths, packs=tuple(map(_absolute, packs)), exercises=tuple(map(_absolute, exercises)))
    run = _questions if _name(args) in ASKING else _shelf if args.command in LOOKING_UP else _exercises
    try:
        return run(args, paths, console)
    except (Refused, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001  # the outermost edge: whatever is left is our fault
        return _our_fault(error, args, paths, console)


def _name(args: Namespace) -> str:
    """The command, with its part where it has some; empty for none."""
    return " ".join(filter(None, (args.command, getattr(args, "part", None))))


def _absolute(folder: str) -> Path:
    return Path(folder).absolute()


def _exercises(args: Namespace, paths: Paths, console: Console) -> int:
    made = None
    if args.command in JUDGING:
        # Before anything else is imported or read: the grader's child starts up meanwhile.
        from grader import BadSetting, Grader  # noqa: PLC0415

        try:
            made = Grader(keep_ready=getattr(args, "watch", False))
        except BadSetting as error:
            raise Refused(str(error)) from error
    from quiz.desk import Desk, start_grader  # noqa: PLC0415  # 25 ms that --help does not pay
    from quiz.zone import local_now  # noqa: PLC0415  # as above

    grader = (lambda: made) if made else start_grader
    with closing(Desk(paths, locale_language(os.environ), local_now, grader)) as desk:
        return _command(args, desk, console)


def _questions(args: Namespace, paths: Paths, console: Console) -> int:
    from quiz.session import open_session  # noqa: PLC0415  # 50 ms that --help does not pay

    with closing(open_session(paths, locale_language(os.environ))) as session:
        if args.command is None or (args.command == "quiz" and not args.plain):
            return _app(args, session)
        if args.command == "quiz":
            _need_log(session)
        return _command(args, session, console)


def _shelf(args: Namespace, paths: Paths, console: Console) -> int:
    from quiz.desk import start_grader  # noqa: PLC0415  # 25 ms that --help does not pay
    from quiz.shelf import Shelf  # noqa: PLC0415  # 25 ms less than a session
    from quiz.zone import local_now  # noqa: PLC0415  # as above

    with closing(Shelf(paths, locale_language(os.environ), local_now, start_grader)) as shelf:
        return _command(args, shelf, console)


def _command(args: Namespace, desk: Desk, console: Console) -> int:
    _choose_language(args, desk)
    console.words, console.ascii = desk.words, wanted(desk.settings.symbols, os.environ)
    module, function = PLACES[_name(args)]
    try:
        code: int = getattr(import_module(f"quiz.commands.{module}"), function)(args, desk, console)
    except Refused:
        # A refusal is one line; only a log that was moved away may not go unsaid.
        if desk.history.set_aside:
            console.tell_warnings(desk)
        raise
    console.tell_warnings(desk)
    return code


def _choose_language(args: Namespace, desk: Desk) -> None:
    if "lang" in args:
        desk.set_language(args.lang, remember=False)
    if getattr(args, "interview", None):
        desk.ask_in(args.interview)


def _app(args: Namespace, session: Session) -> int:
    _choose_language(args, session)
    if any(getattr(args, name, None) for name in ("topic", "misses", "weakest")):
        raise Refused(session.words("cli.topic_needs_plain"))
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") in SCROLLING:
        raise Refused(session.words("error.no_terminal"))
    _need_log(session)
    console = Console(session.words)

    def compiling(done: int, total: int) -> None:
        if total >= LONG:
            console.progress(session.words("cli.compiling", done=done, total=total))

    session.open_bank(compiling)
    from quiz.ui.app import run  # noqa: PLC0415  # Textual: 200 ms and 25 MB that only the app needs

    return run(session)


def _need_log(desk: Desk) -> None:
    """Answers that would be lost are not asked for. Raises Refused."""
    trouble = desk.history.open()
    if trouble:
        raise Refused(desk.words("error.log_unusable", path=trouble.path, reason=trouble.reason))


def _our_fault(error: Exception, args: Namespace, paths: Paths, console: Console) -> int:
    from quiz.breakdown import write_fault  # noqa: PLC0415  # rarely needed

    where = write_fault(paths.faults, error)
    console.warn(console.words("error.ours_grader" if args.command in JUDGING else "error.ours", path=where))
    return OUR_FAULT
