"""CodeBox: the editor of a mock interview's coding exercise, with a line below that tells how a run went.

Refuses to touch files and to run anything: the page does.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from quiz.ui.drawing import Block
from quiz.ui.widgets.editor import CodeEditor
from quiz.ui.widgets.lines import Prose


class CodeBox(Vertical):
    """Editor over what a run said."""

    def __init__(self, text: str) -> None:
        super().__init__(id="code-box")
        self._text = text
        self.clean = ""
        """What is on disk, as the editor gives it back."""

    def compose(self) -> ComposeResult:
        """The two."""
        yield CodeEditor(id="editor")
        with VerticalScroll(id="ran-pane", can_focus=False):
            yield Prose(id="ran")

    def on_mount(self) -> None:
        """The file as it is."""
        self.editor.load_text(self._text)
        self.clean = self.editor.text

    @property
    def editor(self) -> CodeEditor:
        """The learner's code."""
        return self.query_one(CodeEditor)

    def tell(self, blocks: Sequence[Block]) -> None:
        """How the last run went."""
        self.query_one("#ran", Prose).show(*blocks)
