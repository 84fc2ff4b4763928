"""The files of an exercise to begin with: a template filled with a name, or a copy of one that there is.

Owns the form of `templates/exercise-<kind>.txt`: eight files, each after a line `=== name`; a line that begins with
`#en ` or `#zh ` is a comment in that language. Refuses to write (`commands.author`).
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from exercises.catalog import Exercise
from exercises.content import LANGUAGES, Language
from exercises.places import FILE
from quiz.authoring import TEMPLATES

PREFIX = "exercise-"
EXAMPLE = "my_exercise"
"""Stands in the templates where the exercise's own name goes."""
_HEAD = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_SOURCES = re.compile(r"^sources *= *\[[^\]]*\][^\n]*\n", re.MULTILINE)


def kinds() -> tuple[str, ...]:
    """What there are templates for."""
    return tuple(sorted(path.stem.removeprefix(PREFIX) for path in TEMPLATES.glob(f"{PREFIX}*.txt")))


def template(kind: str, slug: str, language: Language) -> dict[str, bytes]:
    """The files by name, with functions named for the slug and comments in one language."""
    text = (TEMPLATES / f"{PREFIX}{kind}.txt").read_text(encoding="utf-8").replace(EXAMPLE, identifier(slug))
    _, *parts = _HEAD.split("".join(_in_language(text, language)))
    return {name: content.encode() for name, content in zip(parts[::2], parts[1::2], strict=True)}


def identifier(slug: str) -> str:
    """A name for a function."""
    name = slug.replace("-", "_")
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"the_{name}"


def copied(exercise: Exercise) -> dict[str, bytes]:
    """Its files by name. It covers no ids of ours any more: whoever changes it says something of their own."""
    files = {
        path.name: path.read_bytes()
        for path in sorted(exercise.folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }
    toml = files[FILE].decode()
    return {**files, FILE: _SOURCES.sub("", toml, count=1).encode()}


def _in_language(text: str, language: Language) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        tag = line[1:3] if line[3:4] == " " and line.startswith("#") else ""
        if tag == language:
            yield "#" + line[3:]
        elif tag not in LANGUAGES:
            yield line
