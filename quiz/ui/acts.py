"""Acts: what can be done on a screen, said once for keyboard, footer, help and palette.

Owns the table's shape and how keys are written for people. Refuses to know any screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

NAMES = {
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "slash": "/",
    "underscore": "_",
    "exclamation_mark": "!",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "backspace": "⌫",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


@dataclass(frozen=True)
class Act:
    """One thing to do. Its words are `action.<name>` (short) and `help.<name>` (a sentence)."""

    name: str
    keys: str = ""
    """Textual's names, separated by commas; the first is the one that the footer shows."""
    footer: bool = False
    spare: bool = False
    """In the footer as well, as long as there is room."""
    palette: bool = True
    on_app: bool = False
    """The app does it, not the screen."""
    bound: bool = True
    """False where `keys` is only what the help says, and the keys are bound one by one."""

    @property
    def action(self) -> str:
        """What Textual runs."""
        return f"app.{self.name}" if self.on_app else f"screen.{self.name}"

    @property
    def all_keys(self) -> str:
        """Every key, as printed in the help."""
        return " ".join(key_name(key).replace("^", "Ctrl+") for key in self.keys.split(","))


def key_name(key: str) -> str:
    """`ctrl+r` as ^R, `f5` as F5, `question_mark` as ?."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+")).upper()
    return NAMES.get(key) or (key.upper() if len(key) > 1 else key)


def bindings(acts: Iterable[Act]) -> list[BindingType]:
    """Textual's side of the table: act `check` runs `action_check` of the screen (or the app)."""
    # None has priority: it would overtake what was typed before it, where keys arrive in bursts.
    return [
        Binding(key, act.action, act.name, show=False)
        for act in acts
        if act.bound
        for key in act.keys.split(",")
        if key
    ]


COMMON = (
    Act("help", "f1,question_mark,ctrl+g", footer=True, on_app=True),
    Act("language", "f2,l", footer=True, on_app=True),
    Act("palette", "ctrl+p,colon", footer=True, palette=False, on_app=True),
    Act("search", "slash,f12,ctrl+underscore", spare=True, on_app=True),
    Act("glossary", "f8,g", on_app=True),
    Act("settings", "comma", on_app=True),
)
"""On every page. Each but the settings has a key that is no letter: it also works while one types."""
