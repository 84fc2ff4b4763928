"""Palette: everything that can be done, to be found by typing in either language.

Owns finding. Refuses to do: it answers with the entry, and the app runs it. Textual's own palette speaks English only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input

from exercises.content import Text
from quiz.ui.voice import Voice
from quiz.ui.widgets.choices import Choices, Manner, Row


@dataclass(frozen=True)
class Entry:
    """One thing to do, with its key or its place beside it."""

    label: Text
    note: str
    run: Callable[[], object]


def best(entries: Sequence[Entry], query: str) -> list[Entry]:
    """Those that match in either language, the best first; everything where nothing was typed."""
    if not query:
        return list(entries)
    matcher = Matcher(query)
    scored = [(max(matcher.match(e.label.en), matcher.match(e.label.zh)), e) for e in entries]
    return [entry for score, entry in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


class Palette(ModalScreen[Entry | None]):
    """Type, choose, Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "close", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("f2", "app.language", show=False),
    ]

    def __init__(self, voice: Voice, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.voice = voice
        self._entries = entries
        self.found: list[Entry] = []
        # held, not looked up: who leaves at once is gone before this page is there
        self._search = Input(id="search", compact=True)
        self._choices = Choices("found", Manner(numbered=False, always=True))
        self._pane = VerticalScroll(self._choices, can_focus=False)
        self._dialog = Vertical(self._search, self._pane, id="dialog")

    def compose(self) -> ComposeResult:
        """A field and what it finds."""
        yield self._dialog

    def on_mount(self) -> None:
        """Everything, at first."""
        self.speak()
        self._search.focus()

    def speak(self) -> None:
        """In the language of now."""
        self._dialog.border_title = self.voice("help.palette_title")
        self._search.placeholder = self.voice("help.palette_search")
        self._find(self._search.value)

    def _find(self, query: str) -> None:
        self.found = best(self._entries, query.strip())
        rows = [Row(self.voice.of(entry.label), note=entry.note) for entry in self.found]
        self._choices.cursor = 0
        self._choices.show(rows or [Row(self.voice("help.palette_none"), heading=True)])

    def on_input_changed(self, changed: Input.Changed) -> None:
        """Find again."""
        changed.stop()
        self._find(changed.value)

    def on_input_submitted(self) -> None:
        """The row under the cursor."""
        if self.found:
            self.dismiss(self.found[self._choices.cursor])

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """By mouse."""
        picked.stop()
        if not picked.stale:
            self.dismiss(self.found[picked.index])

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Keep the cursor in sight."""
        moved.stop()
        self._pane.scroll_to_region(moved.region, animate=False)

    def action_move(self, step: int) -> None:
        """Up or down while one types."""
        self._choices.action_move(step)

    def action_close(self) -> None:
        """Nothing."""
        self.dismiss(None)
