"""HTML out of Python values: text is escaped unless it is `Markup` already, so that none can be forgotten.

Owns escaping, and how characters are shown that steer or hide others. Refuses to know what a page says.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_STEERING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What turns the direction of a line, what nobody sees, and what no file can hold; the joiners that emoji and several
scripts are written with stay."""
_VOID = frozenset({"input", "meta"})


class Markup(str):
    """HTML as it goes into the file."""

    __slots__ = ()


NOTHING = Markup()


def tag(name: str, *inside: str, **attributes: str | int) -> Markup:
    """An element; `class_` is the attribute class, and `accept_charset` would be accept-charset."""
    pairs = (f' {key.rstrip("_").replace("_", "-")}="{safe(str(value))}"' for key, value in attributes.items())
    end = "" if name in _VOID else f"</{name}>"
    return Markup(f"<{name}{''.join(pairs)}>{''.join(map(safe, inside))}{end}")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """One after the other."""
    return Markup(safe(between).join(map(safe, parts)))


def safe(text: str) -> str:
    """Text that is nothing but text in an element and in a quoted attribute; what is shown is what was there."""
    if isinstance(text, Markup):
        return text
    return html.escape(shown(text))


def shown(text: str) -> str:
    """Text as the page has it: what steers or hides is written out."""
    return _STEERING.sub(_revealed, text.replace("\r\n", "\n").replace("\r", "\n"))


def theirs(text: str, most: int = 200) -> Markup:
    """A text of others within a line of ours, which it can neither turn around nor fill."""
    return tag("bdi", cut(" ".join(text.split()), most))


def cut(text: str, most: int) -> str:
    """Its beginning, and how many characters follow."""
    return text if len(text) <= most else f"{text[:most]} … (+{len(text) - most})"


def _revealed(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"
