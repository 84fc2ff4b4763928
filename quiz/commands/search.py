"""`search`: questions, terms and exercises that say something, in both languages at once.

Owns how a hit is printed. Refuses to find (`quiz.search`).
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from quiz.commands.console import NOT_PASSED, PASSED, Console, Refused
from quiz.search.finder import Finder, Hit, shelve
from quiz.shelf import Shelf
from quiz.words import marked

INDENT = "    "


def search(args: Namespace, shelf: Shelf, console: Console) -> int:
    """The best hits, each with the piece that matches; 1 where there is none. Raises Refused."""
    query = " ".join(args.query)
    finder = Finder(*shelve(shelf))
    if not finder.usable:
        raise Refused(shelf.words("search.no_index", path=shelf.paths.cache))
    found = finder.find(query, shelf.language, console.width - len(INDENT), args.limit)
    finder.close()
    if not found.hits:
        console.say(shelf.words("search.none", query=query))
        return NOT_PASSED
    if found.missing:
        console.say(shelf.words("search.missing", words=shelf.words("plan.comma").join(found.missing)))
    for hit in found.hits:
        console.say(*_lines(hit, shelf))
    if found.more:
        console.say(shelf.words("search.more_limit", n=args.limit))
    return PASSED


def _lines(hit: Hit, shelf: Shelf) -> Iterator[str]:
    kind = shelf.words(f"search.kind.{hit.kind}")
    yield shelf.words("search.row", kind=kind, title=marked(hit.title, shelf.language), id=hit.id)
    snippet = hit.snippet.before + hit.snippet.hit + hit.snippet.after
    if snippet:
        yield f"{INDENT}{snippet}"
