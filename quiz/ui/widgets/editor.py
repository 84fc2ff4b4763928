"""The text areas: WritingArea for prose, CodeEditor for Python.

Owns indentation. Escape is not swallowed, as Textual's editor does where Tab indents: it leaves the page.
"""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

INDENT = "    "
THEMES = {True: "vscode_dark", False: "github_light"}
OWN = TextAreaTheme(
    "terminal",
    cursor_style=Style(reverse=True),
    selection_style=Style(reverse=True),
    gutter_style=Style(dim=True),
    bracket_matching_style=Style(bold=True),
    syntax_styles={
        "string": Style(color="green"),
        "comment": Style(color="bright_black"),
        "number": Style(color="cyan"),
        **dict.fromkeys(("keyword", "keyword.function", "keyword.return", "keyword.operator"), Style(color="magenta")),
        **dict.fromkeys(("function", "function.call", "method", "method.call"), Style(color="blue")),
    },
)
"""With the terminal's own sixteen colours, or with none."""


class WritingArea(TextArea, inherit_bindings=False):
    """A text area that leaves all function keys to the page, and whose undo may make the text shorter than the screen.

    Textual 8.2 hides the scroll bar then, and scrolls to a cursor that stands behind the end, before it moves that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in TextArea.BINDINGS if isinstance(binding, Binding) and binding.key not in ("f6", "f7")
    ]

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """As Textual does, but not to a line that is gone."""
        if self.cursor_location[0] >= self.wrapped_document.document.line_count:
            return Offset(0, 0)
        return super().scroll_cursor_visible(center, animate)


class CodeEditor(WritingArea):
    """Python, highlighted, with line numbers."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("shift+tab", "dedent", show=False)]

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(
            id=id, language="python", soft_wrap=False, show_line_numbers=True, tab_behavior="indent", theme=THEMES[True]
        )

    def on_mount(self) -> None:
        """The colours follow the app's theme."""
        self.register_theme(OWN)
        self._follow()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._follow())

    def _follow(self) -> None:
        self.theme = OWN.name if self.app.native_ansi_color else THEMES[self.app.current_theme.dark]

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.prevent_default()  # the base class would take it and move the focus
        elif event.key == "enter" and self.selection.is_empty:
            event.stop()
            event.prevent_default()
            self.insert("\n" + self._indentation())
        elif event.key == "tab" and not self.selection.is_empty:
            event.stop()
            event.prevent_default()
            self._shift(1)
        elif event.key == "backspace" and self._in_indentation():
            event.stop()
            event.prevent_default()
            row, column = self.cursor_location
            self.delete((row, (column - 1) // 4 * 4), (row, column))
        else:
            await super()._on_key(event)

    def _indentation(self) -> str:
        """As deep as this line; one deeper after a colon."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        indent = before[: len(before) - len(before.lstrip(" "))]
        return indent + (INDENT if before.rstrip().endswith(":") else "")

    def _in_indentation(self) -> bool:
        row, column = self.cursor_location
        return self.selection.is_empty and column > 0 and not self.document.get_line(row)[:column].strip(" ")

    def action_dedent(self) -> None:
        """The selected lines, or this one, a step to the left."""
        self._shift(-1)

    def _shift(self, step: int) -> None:
        selection = self.selection
        first, last = sorted((selection.start[0], selection.end[0]))
        lines = [self.document.get_line(row) for row in range(first, last + 1)]
        if step > 0:
            shifted = [INDENT + line if line else line for line in lines]
        else:
            shifted = [line[min(len(INDENT), len(line) - len(line.lstrip(" "))) :] for line in lines]
        self.replace("\n".join(shifted), (first, 0), (last, len(lines[-1])), maintain_selection_offset=False)
        moved = [max(0, column + len(shifted[row - first]) - len(lines[row - first])) for row, column in selection]
        self.selection = type(selection)((selection.start[0], moved[0]), (selection.end[0], moved[1]))
