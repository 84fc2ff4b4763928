"""What is wrong with a question file: every fault at once, each with its key and a remedy.

Owns what pydantic cannot see in one field: ids that repeat, references, missing languages, maths that cannot be
drawn; `check_drills` adds what each kind of drill needs. Refuses to judge style and truth: tests and readers do.
Runs when a file is compiled, so it may cost what start-up may not: it imports pydantic, 130 ms.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from exercises.content import LANGUAGES, BrokenContent, Text
from quiz.card_id import OPEN, SLUG
from quiz.check_drills import check_drill
from quiz.faults import Faults, repeated
from quiz.folder import read_table
from quiz.question import Question
from quiz.wrapping import MathsError, cells, display_maths, maths

WIDEST_MATHS = 74


def read_question(path: Path) -> Question:
    """The question in this file. Raises BrokenContent with all that is wrong with it."""
    faults = Faults(str(path))
    if not re.fullmatch(SLUG, path.stem):
        faults.add("", "its name is no slug", "use a-z, 0-9 and single hyphens")
    question = _validate(read_table(path), faults)
    if question:
        check_question(question, faults)
    if faults.found or question is None:
        raise BrokenContent(tuple(faults.found))
    return question


def check_question(question: Question, faults: Faults) -> None:
    """Add to `faults` whatever is wrong with a question that has the right form."""
    for name in ("drills", "key_points", "misconceptions"):
        for double in repeated(item.id for item in getattr(question, name)):
            faults.add(f"{name}.{double}", "this id stands twice", "give each its own id")
    known = {misconception.id for misconception in question.misconceptions}
    for drill in question.drills:
        here = faults.at(f"drills.{drill.id}")
        if drill.id == OPEN:
            here.add("id", f"`{OPEN}` means the open question itself", "choose another id")
        _check_misconceptions(drill, known, here)
        check_drill(drill, here)
    _check_texts(question, faults)


def texts(value: Any, key: str = "") -> Iterator[tuple[str, Text]]:
    """Every text below a model, with its key."""
    if isinstance(value, Text):
        yield key, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{key}.{name}".strip("."))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from texts(item, f"{key}.{getattr(item, 'id', i)}")


def _validate(table: dict[str, Any], faults: Faults) -> Question | None:
    try:
        # through JSON, since strict models take a list for a tuple only from there; a TOML date becomes a str
        return Question.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            key = _key(fault["loc"], table)
            faults.add(key, _lower(fault["msg"]), _REMEDIES.get(fault["type"], "see CONTRIBUTING.md on questions"))
    return None


_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or mend its name",
    "unexpected_keyword_argument": "remove it: a text has only `en` and `zh`",
    "union_tag_invalid": "use one of the kinds that the message lists",
    "string_pattern_mismatch": "use a-z, 0-9 and single hyphens",
    "too_short": "add what is missing",
    "too_long": "remove what is too much",
}


def _key(location: Iterable[str | int], table: Any) -> str:
    """Pydantic's location as the author knows it: by ids, and without the tag of the drill's kind."""
    key, here = "", table
    for part in location:
        if isinstance(part, int) and isinstance(here, list) and part < len(here):
            here = here[part]
            name = here.get("id") or part if isinstance(here, dict) else part
            key += f".{name}"
        elif not (isinstance(here, dict) and part == here.get("kind")):
            here = here.get(part) if isinstance(here, dict) else None
            key += f".{part}"
    return key.removeprefix(".")


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _check_misconceptions(drill: Any, known: set[str], faults: Faults) -> None:
    for option in (*getattr(drill, "options", ()), *getattr(drill, "reasons", ())):
        if option.misconception and option.misconception not in known:
            faults.add(
                f"{option.id}.misconception",
                f"`{option.misconception}` is no misconception of this question",
                f"use one of {', '.join(sorted(known)) or 'those you add under misconceptions'}",
            )
        if option.misconception and option.right:
            faults.add(f"{option.id}.misconception", "a right option stands for none", "remove it")


def _check_texts(question: Question, faults: Faults) -> None:
    """Languages: a file is written in those of its title, throughout."""
    languages = [language for language in LANGUAGES if getattr(question.title, language).strip()]
    if not languages:
        faults.add("title", "is empty", "write it in each language that the file is in")
    for key, text in texts(question):
        absent = [language for language in languages if not getattr(text, language).strip()]
        if absent and not (_may_be_empty(key) and not text):
            faults.add(key, f"has no {' and no '.join(absent)}", "write it in each language that the title has")
        for language in LANGUAGES:
            _check_maths(getattr(text, language), f"{key}.{language}", faults)


def _may_be_empty(key: str) -> bool:
    return key.endswith(".unit") or (".extra." in key and key.endswith(".left"))


def _check_maths(text: str, key: str, faults: Faults) -> None:
    if text.count("$$") % 2:
        faults.add(key, "has a `$$` without its partner", "put display maths between two")
    for latex in display_maths(text):
        try:
            widest = max(map(cells, maths(latex)), default=0)
        except MathsError as error:
            faults.add(key, f"`{' '.join(latex.split())}` cannot be drawn: {error}", "use other commands")
        else:
            if widest > WIDEST_MATHS:
                faults.add(key, f"maths is {widest} cells wide", f"break it up: {WIDEST_MATHS} fit")
