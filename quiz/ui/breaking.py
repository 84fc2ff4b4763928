"""Teaches Textual to break lines of Chinese: its labels, notices and text areas take a run of Han for one long word.

Owns two replacements of names that are private to Textual 8.2, and leaves every line without wide characters to it.
Where another Textual has no such names its own breaking stays, and a test says so. Our own widgets need none of this
(`drawing`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import content
from textual.document import _wrapped_document

from quiz.wrapping import breaks, cells

PLACES: tuple[tuple[Any, str, int], ...] = (
    (content, "divide_line", 0),
    # one cell less: a space that is typed at the end of a line needs a place for the cursor behind it
    (_wrapped_document, "compute_wrap_offsets", 1),
)


def teach() -> None:
    """Both, once."""
    for module, name, spare in PLACES:
        theirs = getattr(module, name, None)
        if theirs is not None and not hasattr(theirs, "theirs"):
            setattr(module, name, _instead(theirs, spare))


def _instead(theirs: Callable[..., list[int]], spare: int) -> Callable[..., list[int]]:
    def divided(text: str, width: int, *rest: Any, **options: Any) -> list[int]:
        if "\t" in text or len(text) == cells(text):
            return theirs(text, width, *rest, **options)
        return breaks(text, max(width - spare, 2))

    divided.theirs = theirs  # type: ignore[attr-defined]
    return divided
