"""`content new`: a commented template of a question, to fill in.

Owns where it goes and that nothing is ever overwritten. Refuses to check what is in it: `content check` does.
"""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

from exercises.content import ContentError, Language
from quiz.authoring import TEMPLATES
from quiz.bank import PACKAGED
from quiz.card_id import SLUG
from quiz.commands.console import PASSED, Console, Refused
from quiz.folder import read_topics
from quiz.shelf import Shelf

LONGEST = 40


def new_question(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write it. Raises Refused for a name or topic that is none, and where a file stands already."""
    topic, _, slug = args.name.partition("/")
    if not all(re.fullmatch(SLUG, part) and len(part) <= LONGEST for part in (topic, slug)):
        raise Refused(shelf.words("cli.new_name", name=args.name))
    if not args.folder and shelf.content.name == PACKAGED:
        raise Refused(shelf.words("cli.new_where"))
    content = Path(args.folder) if args.folder else shelf.content
    known = _topics(content, shelf)
    if topic not in known:
        place = content / "topics.toml"
        raise Refused(shelf.words("cli.new_topic", id=topic, path=place, known=shelf.words("plan.comma").join(known)))
    path = content / "questions" / topic / f"{slug}.toml"
    _write(path, shelf)
    console.say(shelf.words("cli.new_written", path=path))
    console.say(shelf.words("cli.new_then", command=f"gradlings content check {content}"))
    return PASSED


def template(language: Language) -> str:
    """The template, with its comments in this language."""
    return (TEMPLATES / f"question.{language}.toml").read_text(encoding="utf-8")


def _topics(content: Path, shelf: Shelf) -> list[str]:
    """The folder's own topics and ours, which any pack may use; what is wrong with the lists, `content check` says."""
    faults: list[ContentError] = []
    lists = [folder / "topics.toml" for folder in (shelf.content, content)]
    return list(dict.fromkeys(topic for path in lists if path.exists() for topic in read_topics(path, faults)))


def _write(path: Path, shelf: Shelf) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(shelf.language))
    except FileExistsError as error:
        raise Refused(shelf.words("cli.new_exists", path=path)) from error
    except OSError as error:
        raise Refused(shelf.words("cli.file_problem", path=path, reason=error.strerror)) from error
