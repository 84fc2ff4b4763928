"""`glossary`: a term in both languages, and how one says it in an interview.

Owns how an entry is printed. Refuses to explain: the questions do.
"""

from __future__ import annotations

from argparse import Namespace

from quiz.commands.console import NOT_PASSED, PASSED, Console
from quiz.glossary import Term, matching
from quiz.shelf import Shelf
from quiz.wrapping import render


def glossary(args: Namespace, shelf: Shelf, console: Console) -> int:
    """The terms with this text in a name, or all of them."""
    found = matching(shelf.glossary, args.term or "")
    if not found:
        console.say(shelf.words("glossary.none", term=args.term))
        return NOT_PASSED
    for term in found:
        console.say(*_lines(term, console.width))
    return PASSED


def _lines(term: Term, width: int) -> list[str]:
    also = f"  ({', '.join(term.also)})" if term.also else ""
    said = [f"  {line}" for text in (term.say.en, term.say.zh) for line in render(text, width - 2)]
    return [f"{term.term.en}  {term.term.zh}{also}", *said, ""]
