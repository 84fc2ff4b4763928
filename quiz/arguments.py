"""What may be typed after `gradlings`: the parser of the command line.

Owns what goes before the command, what becomes of a mistyped one, and that argparse speaks the learner's language.
What goes after stands in `options`. Refuses to act on any of it (`cli`).
"""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, HelpFormatter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NoReturn

from exercises.content import LANGUAGES, Language
from quiz.commands.console import Refused
from quiz.options import EXERCISES, FOLDER, OPTIONS, more_exercises
from quiz.version import VERSION
from quiz.words import Words
from quiz.wrapping import wrap

COMMANDS = tuple(OPTIONS)
HELP = "help"
"""No command, but what many type for one."""
DOING = ("list", "start", "check", "repro", "hint", "solution", "reset", "quiz", "grade", "gradescope")
"""Commands that name exercises."""


COMPLAINTS = {
    "missing": r"the following arguments are required: (?P<names>.*)",
    "unrecognized": r"unrecognized arguments: (?P<names>.*)",
    "choice": r"argument (?P<name>.*?): invalid choice: (?P<value>.*) \(choose from (?P<known>.*)\)",
    "no_value": r"argument (?P<name>.*?): expected (?:one|at least one) argument",
    "value": r"argument (?P<name>.*?): invalid \S+ value: (?P<value>.*)",
    "together": r"argument (?P<name>.*?): not allowed with argument (?P<other>.*)",
}
"""What argparse says in English only."""


class Layout(HelpFormatter):
    """Help in the words' language, its lines broken by the cells they take."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The first lines."""
        super().add_usage(usage, actions, groups, Parser.words("cli.help_usage") if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(f"{indent}{line}" for line in wrap(text, width - len(indent)))


class Parser(ArgumentParser):
    """Complains by raising Refused: one line, and the caller decides where it goes."""

    words = Words("en")

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Layout, **options)

    def format_help(self) -> str:
        """Named late: argparse joins the groups of parents by the names that it gives them itself."""
        self._positionals.title = self.words("cli.help_positional")
        self._optionals.title = self.words("cli.help_options")
        for action in self._actions:
            action.help = self.words("cli.help_help") if action.dest == "help" else action.help
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raises Refused; for a mistyped command with what was probably meant, or all there is."""
        found = re.search(r"argument COMMAND: invalid choice: '(.*?)'", message)
        if not found:
            raise Refused(self.words("cli.usage", message=self._said(message), command=self.prog))
        from quiz.nearest import nearest  # noqa: PLC0415  # for the rare mistyped command

        comma, near = self.words("plan.comma"), nearest(found[1], (*COMMANDS, HELP))
        if not near:
            raise Refused(self.words("cli.no_such_command", name=found[1], known=comma.join(COMMANDS)))
        guesses = comma.join(f"`gradlings {'--help' if name == HELP else name}`" for name in near)
        raise Refused(self.words("cli.unknown_command", name=found[1], guesses=guesses))

    def _said(self, message: str) -> str:
        for key, pattern in COMPLAINTS.items():
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return self.words(f"cli.wrong.{key}", **found.groupdict())
        return message


def early_language(arguments: Sequence[str], locale: Language) -> Language:
    """The language for complaints about the arguments themselves, before they are parsed."""
    for language in LANGUAGES:
        if f"--lang={language}" in arguments:
            return language
        if ("--lang", language) in pairwise(arguments):
            return language
    return locale


def parser(words: Words, typed: Sequence[str] = ()) -> ArgumentParser:
    """The command line: of all commands, or of those that were typed, since every option of each costs time."""
    Parser.words = words
    language = Parser(add_help=False)
    language.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("cli.help_lang"))
    root = Parser(prog="gradlings", description=words("cli.about"), parents=[language])
    root.add_argument("--version", action="version", version=f"gradlings {VERSION}", help=words("cli.help_version"))
    root.add_argument(FOLDER, action="append", dest="packs", metavar="DIR", default=[], help=words("cli.help_folder"))
    root.add_argument(EXERCISES, action="append", metavar="DIR", default=[], help=words("cli.help_exercises"))
    commands: Any = root.add_subparsers(dest="command", metavar="COMMAND")
    for name in [name for name in COMMANDS if name in typed] or COMMANDS:
        text = words(f"cli.help_{name}")
        parents = [language, more_exercises(words)] if name in DOING else [language]
        OPTIONS[name](commands.add_parser(name, help=text, description=text, parents=parents), words)
    return root
