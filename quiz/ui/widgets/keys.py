"""Keys: the last line of a page. What can be done now, with its key; a click does it too. What fits, and no more.

Textual's own footer reads its words once, from the class: it could not change language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.ui.acts import Act, key_name
from quiz.ui.voice import Voice

MOST = 7
GAP = "  "
STAY = ("help", "back", "quit")
"""What goes last where there is no room: how to find the rest, and how to leave."""


class Keys(Static):
    """At most seven acts, each alive, with the key that works where the focus is."""

    ALLOW_SELECT = False

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="keys")
        self.voice = voice
        self._acts: list[tuple[Act, str]] = []

    def show(self, acts: Iterable[tuple[Act, str]]) -> None:
        """These acts with these keys, in this order."""
        self._acts = list(acts)
        self._fit()

    def on_resize(self) -> None:
        """More or fewer of them fit."""
        self._fit()

    def _fit(self) -> None:
        acts, width = list(self._acts), self.size.width or self.app.size.width
        line = self._line(acts)
        while len(acts) > MOST or (acts and line.cell_length > width):
            del acts[_least([act for act, _key in acts])]
            line = self._line(acts)
        self.update(line)

    def _line(self, acts: Iterable[tuple[Act, str]]) -> Content:
        return Content(GAP).join(self._one(act, key) for act, key in acts)

    def _one(self, act: Act, key: str) -> Content:
        text = Content.assemble((key_name(key), "bold $footer-key-foreground"), f" {self.voice(f'action.{act.name}')}")
        return text.stylize(Style.from_meta({"@click": act.action}))


def _least(acts: Sequence[Act]) -> int:
    """Which of them is missed least: what is spare, what the palette has, the rest of the page from its end."""

    def weight(place: int) -> tuple[bool, bool, bool, int]:
        act = acts[place]
        return not act.spare, act.name in STAY, not act.on_app, -place

    return min(range(len(acts)), key=weight)
