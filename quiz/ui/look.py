"""How the app looks on this terminal: its themes in Textual's names, no colours where none are wanted, ASCII.

Owns what NO_COLOR means here: no colour at all. Textual alone would turn colours into greys.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quiz.symbols import in_ascii

THEMES = {"dark": "textual-dark", "light": "textual-light", "ansi": "ansi-dark"}
NEXT = {"dark": "light", "light": "ansi", "ansi": "dark"}

REVERSED = dict.fromkeys(("input-cursor-text-style", "block-cursor-text-style"), "reverse")
"""Textual's names of what shows a cursor by its colour alone, for terminals that have none."""


def colourless(environment: Mapping[str, str]) -> bool:
    """Whether the user wants no colours; as Textual asks."""
    return "NO_COLOR" in environment


def theme_for(setting: str, environment: Mapping[str, str], *, colourless: bool) -> str:
    """Textual's name. Without colours the terminal's own, so that no shade of grey is drawn either."""
    theme = "ansi" if colourless else setting
    light = theme == "ansi" and environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    return "ansi-light" if light else THEMES[theme]


class Ascii(LineFilter):
    """Every line of the screen with marks and frames in ASCII; a cell stays a cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments, as wide as before."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
