"""Exercises and terms in the cache beside the questions, so that one search finds all three.

Owns what of them is kept: only what changed since is read again. Refuses to fail for one that does not load.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from exercises.content import LANGUAGES, BrokenContent, ContentError, Text
from exercises.places import FILE, OURS, folders_in, name_of, statement_file
from quiz.cache import Cache, Entry
from quiz.folder import compiler_stamp
from quiz.glossary import FILE as GLOSSARY
from quiz.glossary import Term, read_glossary
from quiz.search.passages import searchable
from quiz.stock import Stock


def shelve_exercises(stock: Stock, cache: Path) -> tuple[str, ...]:
    """Bring the cache up to date; returns what it calls the folders."""
    roots, compiler = [], compiler_stamp()
    for folder, pack in ((OURS, ""), *((pack.folder, pack.id) for pack in stock.packs)):
        shelf = Cache(cache, f"exercises {folder.absolute()}")
        kept = shelf.load()
        stamps = {name_of(pack, path): f"{compiler} {_stamp(path)}" for path in folders_in(folder)}
        stale = [name for name, stamp in stamps.items() if name not in kept or kept[name].stamp != stamp]
        fresh = [_entry(name, stamps[name], found) for name in stale if (found := _exercise(stock, name))]
        broken = set(stale) - {entry.file for entry in fresh}
        gone = kept.keys() & broken | kept.keys() - stamps.keys()
        if fresh or gone:
            shelf.store(fresh, gone)
        roots.append(shelf.root)
    return tuple(roots)


def shelve_terms(
    content: Path, topics: Iterable[str], cache: Path
) -> tuple[str, tuple[Term, ...], tuple[ContentError, ...]]:
    """Bring the cache up to date; returns what it calls this glossary, the terms, and what is wrong with the file.

    To read and check it takes 50 ms. A file with faults is read each time, so that they are told.
    """
    source = content / GLOSSARY
    shelf = Cache(cache, f"terms {source.absolute()}")
    stamp, kept = f"{compiler_stamp()} {_stamps([source])}", shelf.bodies()
    if kept and all(known == stamp for known, _ in kept.values()):
        return shelf.root, tuple(_read_term(name, json.loads(body)) for name, (_, body) in kept.items()), ()
    terms, faults = read_glossary(content, topics)
    entries = [_entry(term.id, "" if faults else stamp, _term(term)) for term in terms]
    shelf.store(entries, kept.keys() - {term.id for term in terms})
    return shelf.root, terms, faults


def _entry(name: str, stamp: str, document: dict[str, Any]) -> Entry:
    called = " ".join(document.get("also", [name]))
    return Entry(name, stamp, body=json.dumps(document, ensure_ascii=False), searched=searchable(called, document))


def _exercise(stock: Stock, name: str) -> dict[str, Any]:
    try:
        exercise = stock.catalog.get(name)
        statement = {language: exercise.statement(language) for language in LANGUAGES}
    except (BrokenContent, KeyError, OSError, ValueError):
        return {}
    return {
        "title": {"en": exercise.title.en, "zh": exercise.title.zh},
        "summary": {"en": exercise.summary.en, "zh": exercise.summary.zh},
        "statement": statement,
    }


def _term(term: Term) -> dict[str, Any]:
    title, say = ({"en": text.en, "zh": text.zh} for text in (term.term, term.say))
    return {"title": title, "say": say, "also": term.also, "topic": term.topic}


def _read_term(name: str, document: dict[str, Any]) -> Term:
    title, say = Text(**document["title"]), Text(**document["say"])
    return Term(name, document["topic"], title, say, tuple(document["also"]))


def _stamp(folder: Path) -> str:
    return _stamps((folder / FILE, *(statement_file(folder, language) for language in LANGUAGES)))


def _stamps(paths: Iterable[Path]) -> str:
    return " ".join(_changed(paths))


def _changed(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            yield "-"
        else:
            yield f"{stat.st_size}.{stat.st_mtime_ns}"
