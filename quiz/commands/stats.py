"""`stats`: how it goes, as lines or as JSON."""

from __future__ import annotations

from argparse import Namespace

from quiz.commands.console import PASSED, Console
from quiz.shelf import Shelf
from quiz.stats.as_json import as_json
from quiz.stats.counted import of_shelf
from quiz.stats.told import told

INDENT = "  "


def stats(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Everything that was counted."""
    found = of_shelf(shelf)
    if args.json:
        console.say(as_json(found))
        return PASSED
    for section in told(found, shelf.words, console.width - len(INDENT)):
        console.say(section.title, *(INDENT + line for line in section.lines), "")
    return PASSED
