"""Keys: the last line of a page. What can be done now, with its key; a click does it too.

Textual's own footer reads its words once, from the class: it could not change language.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.ui.acts import Act, key_name
from quiz.ui.voice import Voice

MOST = 8


class Keys(Static):
    """At most eight acts, each alive, with the key that works where the focus is."""

    ALLOW_SELECT = False

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="keys")
        self.voice = voice

    def show(self, acts: Iterable[tuple[Act, str]]) -> None:
        """These acts with these keys, in this order."""
        self.update(Content("  ").join(self._one(act, key) for act, key in list(acts)[:MOST]))

    def _one(self, act: Act, key: str) -> Content:
        text = Content.assemble((key_name(key), "bold $footer-key-foreground"), f" {self.voice(f'action.{act.name}')}")
        return text.stylize(Style.from_meta({"@click": act.action}))
