"""What may be typed after `gradlings`: the parser of the command line.

Owns names, options and their help in both languages. Refuses to act on them (`cli`).
"""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, NoReturn, get_args

from exercises.content import LANGUAGES, Language
from exercises.parts import Kind
from quiz.commands.console import Refused
from quiz.version import VERSION
from quiz.words import Words

COMMANDS = (
    "list", "start", "check", "repro", "hint", "solution", "reset", "quiz", "paths", "content", "packs", "exercise",
    "glossary", "doctor", "milestone", "grade", "gradescope",
)  # fmt: skip

DOING = ("list", "start", "check", "repro", "hint", "solution", "reset", "quiz", "grade", "gradescope")
"""Commands that name exercises."""
FOLDER = "--content"
"""Names a folder with questions, wherever one may be named."""
KINDS = get_args(Kind)
EXERCISES = "--exercises"
"""The same for exercises."""


class Parser(ArgumentParser):
    """Complains by raising Refused: one line, and the caller decides where it goes."""

    words = Words("en")

    def error(self, message: str) -> NoReturn:
        """Raises Refused; for a mistyped command with what was probably meant."""
        found = re.search(r"invalid choice: '(.*?)' \(choose from .*\blist\b", message)
        if not found:
            raise Refused(self.words("cli.usage", message=message, command=self.prog))
        guess = next(iter(get_close_matches(found[1], COMMANDS, n=1, cutoff=0.4)), "--help")
        raise Refused(self.words("cli.unknown_command", name=found[1], guess=guess))


def early_language(arguments: Sequence[str], locale: Language) -> Language:
    """The language for complaints about the arguments themselves, before they are parsed."""
    for language in LANGUAGES:
        if f"--lang={language}" in arguments:
            return language
        if ("--lang", language) in pairwise(arguments):
            return language
    return locale


def parser(words: Words) -> ArgumentParser:
    """The whole command line."""
    Parser.words = words
    language = Parser(add_help=False)
    language.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("cli.help_lang"))
    root = Parser(prog="gradlings", description=words("cli.about"), parents=[language])
    root.add_argument("--version", action="version", version=f"gradlings {VERSION}")
    root.add_argument(FOLDER, action="append", dest="packs", metavar="DIR", default=[], help=words("cli.help_folder"))
    root.add_argument(EXERCISES, action="append", metavar="DIR", default=[], help=words("cli.help_exercises"))
    # Under a name of its own: argparse would put this list in the place of the one before the command.
    more = Parser(add_help=False)
    more.add_argument(
        EXERCISES, action="append", dest="more_exercises", metavar="DIR", default=[], help=words("cli.help_exercises")
    )
    commands = root.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str) -> ArgumentParser:
        text = words(f"cli.help_{name}")
        parents = [language, more] if name in DOING else [language]
        command: ArgumentParser = commands.add_parser(name, help=text, description=text, parents=parents)
        return command

    for name in ("list", "paths", "doctor"):
        add(name)
    for name in ("start", "hint", "reset"):
        add(name).add_argument("id", metavar="ID")
    add("glossary").add_argument("term", nargs="?", metavar="TERM")
    solution = add("solution")
    solution.add_argument("id", metavar="ID")
    solution.add_argument("--anyway", action="store_true", help=words("cli.help_solution_anyway"))
    _check(add("check"), words)
    _repro(add("repro"), words)
    _milestone(add("milestone"), words)
    _grade(add("grade"), words)
    _gradescope(add("gradescope"), words)
    quiz = add("quiz")
    quiz.add_argument("--plain", action="store_true", help=words("cli.help_quiz_plain"))
    quiz.add_argument("--topic", metavar="TOPIC", help=words("cli.help_quiz_topic"))
    quiz.add_argument(FOLDER, action="append", dest="more", metavar="DIR", default=[], help=words("cli.help_folder"))
    _content(add("content"), words)
    _packs(add("packs"), words)
    _exercise(add("exercise"), words, more)
    return root


def _judged(command: ArgumentParser, words: Words) -> None:
    """Which file as which exercise, on which cases."""
    command.add_argument("target", nargs="?", metavar="ID|FILE", help=words("cli.help_check_target"))
    command.add_argument("--exercise", metavar="ID", help=words("cli.help_check_exercise"))
    command.add_argument("--salt", metavar="S", help=words("cli.help_check_salt"))
    command.add_argument("--hidden", action="store_true", help=words("cli.help_check_hidden"))


def _check(check: ArgumentParser, words: Words) -> None:
    _judged(check, words)
    for flag in ("json", "strict"):
        check.add_argument(f"--{flag}", action="store_true", help=words(f"cli.help_check_{flag}"))
    check.add_argument("-e", "--explain", action="store_true", help=words("cli.help_check_explain"))


def _repro(repro: ArgumentParser, words: Words) -> None:
    _judged(repro, words)
    repro.add_argument("--stdout", action="store_true", help=words("cli.help_repro_stdout"))


def _milestone(milestone: ArgumentParser, words: Words) -> None:
    milestone.add_argument("id", nargs="?", metavar="ID", help=words("milestone.help_id"))
    milestone.add_argument("--with-solution", action="store_true", help=words("milestone.help_solution"))


def _grade(grade: ArgumentParser, words: Words) -> None:
    grade.add_argument("paths", nargs="+", metavar="PATH", help=words("grade.help_paths"))
    grade.add_argument("--exercise", action="append", required=True, metavar="ID", help=words("grade.help_exercise"))
    grade.add_argument("--roster", metavar="CSV", help=words("grade.help_roster"))
    grade.add_argument("--out", metavar="DIR", help=words("grade.help_out"))
    grade.add_argument("--only", action="append", default=[], metavar="STUDENT", help=words("grade.help_only"))
    grade.add_argument("--since", metavar="DATE", help=words("grade.help_since"))
    grade.add_argument("--regrade", action="store_true", help=words("grade.help_regrade"))
    grade.add_argument("--salt", metavar="S", help=words("cli.help_check_salt"))
    grade.add_argument("--strict", action="store_true", help=words("cli.help_check_strict"))
    for name, metavar in (("deadline", "DATE"), ("grace", "TIME"), ("late", "RULE")):
        grade.add_argument(f"--{name}", metavar=metavar, help=words(f"grade.help_{name}"))
    grade.add_argument("--attempt", choices=("best", "last"), default="best", help=words("grade.help_attempt"))
    levels = ("full", "differs", "verdict")
    grade.add_argument("--feedback", choices=levels, default="full", help=words("grade.help_feedback"))
    grade.add_argument("--against", action="append", default=[], metavar="DIR", help=words("grade.help_against"))
    grade.add_argument("--jobs", type=_number, default=0, metavar="N", help=words("grade.help_jobs"))
    grade.add_argument("--allow-reduced-isolation", action="store_true", help=words("grade.help_reduced"))


def _gradescope(gradescope: ArgumentParser, words: Words) -> None:
    gradescope.add_argument("id", metavar="ID")
    gradescope.add_argument(
        "-o", "--output", default="autograder.zip", metavar="ZIP", help=words("gradescope.help_output")
    )
    gradescope.add_argument("--points", type=float, default=100.0, metavar="N", help=words("gradescope.help_points"))
    levels = ("full", "differs", "verdict")
    gradescope.add_argument("--feedback", choices=levels, default="full", help=words("gradescope.help_feedback"))
    shown = ("hidden", "after_due_date", "after_published", "visible")
    gradescope.add_argument("--hidden-tests", choices=shown, default="hidden", help=words("gradescope.help_hidden"))
    gradescope.add_argument("--salt", metavar="S", help=words("gradescope.help_salt"))
    gradescope.add_argument("--allow-reduced-isolation", action="store_true", help=words("gradescope.help_reduced"))


def _number(text: str) -> int:
    """One or more. Raises ValueError, which argparse reports."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _content(content: ArgumentParser, words: Words) -> None:
    parts: Any = content.add_subparsers(dest="part", required=True, metavar="check|new")
    check = parts.add_parser("check", help=words("cli.help_content_check"))
    check.add_argument("folder", nargs="?", metavar="DIR")
    check.add_argument("--write-ids", action="store_true", help=words("cli.help_content_ids"))
    new = parts.add_parser("new", help=words("cli.help_content_new"))
    new.add_argument("name", metavar="TOPIC/SLUG", help=words("cli.help_content_new_name"))
    new.add_argument(FOLDER, dest="folder", metavar="DIR", help=words("cli.help_content_new_dir"))


def _packs(packs: ArgumentParser, words: Words) -> None:
    parts: Any = packs.add_subparsers(dest="part", metavar="add|remove")
    parts.add_parser("add", help=words("cli.help_packs_add")).add_argument("folder", metavar="DIR")
    parts.add_parser("remove", help=words("cli.help_packs_remove")).add_argument("name", metavar="NAME")


def _exercise(exercise: ArgumentParser, words: Words, more: ArgumentParser) -> None:
    parts: Any = exercise.add_subparsers(dest="part", metavar="check|new|fork|add|remove")

    def add(name: str, *parents: ArgumentParser) -> ArgumentParser:
        text = words(f"author.help_{name}")
        part: ArgumentParser = parts.add_parser(name, help=text, description=text, parents=parents)
        return part

    add("check", more).add_argument("ids", nargs="*", metavar="ID", help=words("author.help_ids"))
    new = add("new")
    new.add_argument("name", metavar="TRACK/SLUG", help=words("author.help_name"))
    new.add_argument("--kind", choices=KINDS, default=KINDS[0], help=words("author.help_kind"))
    new.add_argument(EXERCISES, dest="folder", metavar="DIR", help=words("author.help_folder"))
    fork = add("fork")
    fork.add_argument("id", metavar="ID")
    fork.add_argument("folder", metavar="DIR")
    add("add").add_argument("folder", metavar="DIR", help=words("cli.help_exercises"))
    add("remove").add_argument("name", metavar="NAME")
