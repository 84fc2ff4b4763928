"""The glossary of a content folder: a term in both languages, and how one says it in an interview.

Owns the format of `glossary.toml` and what counts as a mention of a term. Refuses to fail for a broken file: its faults
are told, and there is no glossary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from exercises.content import LANGUAGES, BrokenContent, ContentError, Language, Reader, Text, read_toml
from quiz.faults import Faults, repeated

FILE = "glossary.toml"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Term:
    """One term of the field."""

    id: str
    topic: str
    term: Text
    say: Text
    """One sentence in which a candidate would say it."""
    also: tuple[str, ...] = ()
    """Other spellings and abbreviations, in whichever language."""

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Everything that it is called, folded."""
        return tuple(folded(name) for name in (self.term.en, self.term.zh, *self.also) if name)


@dataclass(frozen=True)
class _Glossary:
    schema: int
    terms: tuple[Term, ...]


def read_glossary(content: Path, topics: Iterable[str]) -> tuple[tuple[Term, ...], tuple[ContentError, ...]]:
    """The terms in the order of the file, and what is wrong with it; a folder without the file has none."""
    path = content / FILE
    if not path.exists():
        return (), ()
    reader = Reader(str(path))
    try:
        read = reader.build(_Glossary, read_toml(path))
    except BrokenContent as broken:
        return (), broken.errors
    if read is None or reader.errors:
        return (), tuple(reader.errors)
    faults = Faults(str(path))
    _check(read.terms, set(topics), faults)
    return read.terms, tuple(faults.found)


def mentioned(terms: Iterable[Term], text: str) -> list[Term]:
    """The terms that occur in a text; English ones as whole words, Chinese ones anywhere."""
    said = folded(text)
    return [term for term in terms if any(_occurs(spelling, said) for spelling in term.spellings)]


def matching(terms: Iterable[Term], wanted: str) -> list[Term]:
    """The terms with this text in a name of theirs, those that begin with it first."""
    asked = folded(wanted)
    found = [term for term in terms if any(asked in spelling for spelling in term.spellings)]
    return sorted(found, key=lambda term: not any(spelling.startswith(asked) for spelling in term.spellings))


def folded(text: str) -> str:
    """Case and width do not count, nor do hyphens."""
    return unicodedata.normalize("NFKC", text).casefold().replace("-", " ")


def _occurs(spelling: str, said: str) -> bool:
    """A spelling in Han anywhere, another one as whole words."""
    if spelling not in said:  # most are not, and a pattern for each costs 15 ms
        return False
    if any("\u3400" <= char <= "\u9fff" for char in spelling):
        return True
    return re.search(rf"(?<![a-z0-9]){re.escape(spelling)}(e?s)?(?![a-z0-9])", said) is not None


def _check(terms: tuple[Term, ...], topics: set[str], faults: Faults) -> None:
    for double in repeated(term.id for term in terms):
        faults.add(f"terms.{double}", "this id stands twice", "give each its own id")
    for double in repeated(spelling for term in terms for spelling in set(term.spellings)):
        faults.add("terms", f"`{double}` is a name of two terms", "make one of them say more")
    for term in terms:
        here = faults.at(f"terms.{term.id}")
        if not _SLUG.fullmatch(term.id):
            here.add("id", "is no slug", "use a-z, 0-9 and single hyphens")
        if term.topic not in topics:
            here.add("topic", f"`{term.topic}` is no topic", "use a key of topics.toml")
        _check_texts(term, here)


def _check_texts(term: Any, faults: Faults) -> None:
    """Both languages, and the sentence really says the term."""
    for language in LANGUAGES:
        for key, text in (("term", term.term), ("say", term.say)):
            if not getattr(text, language).strip():
                faults.add(f"{key}.{language}", "is missing", "write both languages")
        if not _said(term, language):
            faults.add(f"say.{language}", "does not say the term", "use it, or the spelling under `also` that one says")


def _said(term: Term, language: Language) -> bool:
    return bool(mentioned([term], term.say[language]))
