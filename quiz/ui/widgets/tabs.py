"""PaneTabs: in a narrow terminal, which of the three panes is shown; a click shows another."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.ui.voice import Voice

PANES = ("statement", "editor", "report")


class PaneTabs(Static):
    """One line."""

    ALLOW_SELECT = False

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="tabs")
        self.voice = voice
        self.chosen = PANES[0]

    def show(self, pane: str) -> None:
        """This one is in front."""
        self.chosen = pane
        self.speak()

    def speak(self) -> None:
        """In the language of now."""
        self.update(Content(" ").join(self._one(pane) for pane in PANES))

    def _one(self, pane: str) -> Content:
        word = self.voice(f"exercise.{pane}")
        front = pane == self.chosen
        text = Content.styled(f"[{word}]" if front else f" {word} ", "bold reverse" if front else "")
        return text.stylize(Style.from_meta({"@click": f"screen.show('{pane}')"}))
