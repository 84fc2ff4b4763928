"""What may be typed after each command: names, options, and their help in both languages.

Owns the table of commands. Refuses to parse (`arguments`) and to act (`cli`).
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from exercises.content import LANGUAGES
from exercises.places import Kind
from quiz.words import Words

FOLDER = "--content"
"""Names a folder with questions, wherever one may be named."""
KINDS = get_args(Kind)
EXERCISES = "--exercises"
"""The same for exercises."""


def more_exercises(words: Words) -> ArgumentParser:
    """A parent with folders of exercises, for after a command.

    Under a name of its own: argparse would put this list in the place of the one before the command.
    """
    more = ArgumentParser(add_help=False)
    more.add_argument(
        EXERCISES, action="append", dest="more_exercises", metavar="DIR", default=[], help=words("cli.help_exercises")
    )
    return more


def _nothing(_: ArgumentParser, __: Words) -> None:
    pass


def _id(command: ArgumentParser, _: Words) -> None:
    command.add_argument("id", metavar="ID")


def _hint(hint: ArgumentParser, words: Words) -> None:
    hint.add_argument("id", nargs="?", metavar="ID", help=words("cli.help_hint_id"))


def _glossary(glossary: ArgumentParser, _: Words) -> None:
    glossary.add_argument("term", nargs="?", metavar="TERM")


def _settings(settings: ArgumentParser, words: Words) -> None:
    settings.add_argument("key", nargs="?", metavar="KEY", help=words("settings.help_key"))
    settings.add_argument("value", nargs="?", metavar="VALUE", help=words("settings.help_value"))
    settings.add_argument("--json", action="store_true", help=words("settings.help_json"))


def _search(search: ArgumentParser, words: Words) -> None:
    search.add_argument("query", nargs="+", metavar="WORDS", help=words("search.help_words"))
    search.add_argument("--limit", type=int, default=16, metavar="N", help=words("search.help_limit", n=16))


def _mock(mock: ArgumentParser, words: Words) -> None:
    parts: Any = mock.add_subparsers(dest="part", metavar="list|export")
    parts.add_parser("list", help=words("mock.help_list"))
    export = parts.add_parser("export", help=words("mock.help_export"))
    export.add_argument("number", nargs="?", type=int, metavar="N", help=words("mock.help_number"))
    export.add_argument("-o", "--output", metavar="FILE", help=words("mock.help_output"))


def _progress(progress: ArgumentParser, words: Words) -> None:
    parts: Any = progress.add_subparsers(dest="part", required=True, metavar="export|import|csv")
    for name in ("export", "import", "csv"):
        text = words(f"progress.help_{name}")
        parts.add_parser(name, help=text, description=text).add_argument("file", metavar="FILE|-")


def _stats(stats: ArgumentParser, words: Words) -> None:
    stats.add_argument("--json", action="store_true", help=words("stats.help_json"))


def _plan(plan: ArgumentParser, words: Words) -> None:
    plan.add_argument("--json", action="store_true", help=words("plan.help_json"))


def _solution(solution: ArgumentParser, words: Words) -> None:
    _id(solution, words)
    solution.add_argument("--anyway", action="store_true", help=words("cli.help_solution_anyway"))


def _quiz(quiz: ArgumentParser, words: Words) -> None:
    quiz.add_argument("--plain", action="store_true", help=words("cli.help_quiz_plain"))
    quiz.add_argument("--topic", metavar="TOPIC", help=words("cli.help_quiz_topic"))
    which = quiz.add_mutually_exclusive_group()
    which.add_argument("--today", action="store_true", help=words("plan.help_today"))
    for mode in ("misses", "weakest"):
        which.add_argument(f"--{mode}", action="store_true", help=words(f"practice.help_{mode}"))
    quiz.add_argument("--interview", choices=LANGUAGES, help=words("cli.help_quiz_interview"))
    quiz.add_argument(FOLDER, action="append", dest="more", metavar="DIR", default=[], help=words("cli.help_folder"))


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
    check.add_argument("-w", "--watch", action="store_true", help=words("watch.help"))


def _repro(repro: ArgumentParser, words: Words) -> None:
    _judged(repro, words)
    repro.add_argument("--stdout", action="store_true", help=words("cli.help_repro_stdout"))


def _doctor(doctor: ArgumentParser, words: Words) -> None:
    doctor.add_argument("--json", action="store_true", help=words("doctor.help_json"))


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
        told = words(f"grade.help_{name}").replace("%", "%%")  # argparse formats it once more
        grade.add_argument(f"--{name}", metavar=metavar, help=told)
    grade.add_argument("--attempt", choices=("best", "last"), default="best", help=words("grade.help_attempt"))
    grade.add_argument("--points", type=float, metavar="N", help=words("grade.help_points"))
    levels = ("full", "differs", "verdict")
    grade.add_argument("--feedback", choices=levels, default="full", help=words("grade.help_feedback"))
    grade.add_argument("--against", action="append", default=[], metavar="DIR", help=words("grade.help_against"))
    where = grade.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=_number, default=0, metavar="N", help=words("grade.help_jobs"))
    where.add_argument("--dask", default="", metavar="ADDRESS", help=words("grade.help_dask"))
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


def _exercise(exercise: ArgumentParser, words: Words) -> None:
    parts: Any = exercise.add_subparsers(dest="part", metavar="check|new|fork|add|remove")

    def add(name: str, *parents: ArgumentParser) -> ArgumentParser:
        text = words(f"author.help_{name}")
        part: ArgumentParser = parts.add_parser(name, help=text, description=text, parents=parents)
        return part

    add("check", more_exercises(words)).add_argument("ids", nargs="*", metavar="ID", help=words("author.help_ids"))
    new = add("new")
    new.add_argument("name", metavar="TRACK/SLUG", help=words("author.help_name"))
    new.add_argument("--kind", choices=KINDS, default=KINDS[0], help=words("author.help_kind"))
    new.add_argument(EXERCISES, dest="folder", metavar="DIR", help=words("author.help_folder"))
    fork = add("fork")
    fork.add_argument("id", metavar="ID")
    fork.add_argument("folder", metavar="DIR")
    add("add").add_argument("folder", metavar="DIR", help=words("cli.help_exercises"))
    add("remove").add_argument("name", metavar="NAME")


OPTIONS: Mapping[str, Callable[[ArgumentParser, Words], None]] = MappingProxyType(
    {
        "list": _nothing,
        "start": _id,
        "check": _check,
        "repro": _repro,
        "hint": _hint,
        "solution": _solution,
        "reset": _id,
        "quiz": _quiz,
        "paths": _nothing,
        "content": _content,
        "packs": _packs,
        "exercise": _exercise,
        "glossary": _glossary,
        "doctor": _doctor,
        "milestone": _milestone,
        "grade": _grade,
        "gradescope": _gradescope,
        "settings": _settings,
        "search": _search,
        "plan": _plan,
        "today": _plan,
        "redo": _id,
        "stats": _stats,
        "progress": _progress,
        "mock": _mock,
    }
)
"""What to add to the parser of each command, in the order of the help."""
