"""Page: the base of every screen of the app.

Owns how acts become keys and footer, and how a page speaks again after a change of language. For another
place a page posts `Page.Open` to the app; what is only read or answered on top of it (`Reader`, `Confirm`) it puts
there itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.keys import key_to_character
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TextArea

from quiz.progress import Place
from quiz.session import LogUnusable, Session, WorkspaceError
from quiz.ui.acts import COMMON, Act
from quiz.ui.voice import Voice
from quiz.ui.widgets.keys import Keys

BACK = Act("back", "escape,q", footer=True)
COMPLAIN = Act("complain", "exclamation_mark,f9")
"""For pages that show something of ours that may be wrong; they say what, in `complain`."""
TURN = Act("turn", "o,f10,ctrl+n", spare=True)
"""For pages that show content: its other language, in place. Settings stay as they are."""
PAGING = (
    Act("scroll_down", "space,pagedown,ctrl+d", footer=True, palette=False),
    Act("scroll_up", "pageup,ctrl+u", palette=False),
    Act("line_down", "down,j", palette=False),
    Act("line_up", "up,k", palette=False),
)
"""For pages to read, where nothing has the focus: a page each, and a few lines each."""
FEW = 3
SIGNS = {"slash": "/"}
"""What Textual's own table misses: Unicode calls this sign `solidus`, Textual calls its key `slash`."""
WIDE = 110
"""From this width on, an exercise shows its statement beside the editor."""


class Page(Screen[None]):
    """A screen that fills the terminal, with its acts in the last line."""

    ACTS: ClassVar[tuple[Act, ...]] = ()
    TAIL: ClassVar[tuple[Act, ...]] = (*COMMON, BACK)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as the base class has it

    class Open(Message):
        """Another place is wanted."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.voice = Voice(session)
        self.keys = Keys(self.voice)

    @property
    def acts(self) -> tuple[Act, ...]:
        """Everything that can be done here, whether it can be done now or not."""
        return (*self.ACTS, *self.TAIL)

    def offers(self, name: str) -> bool:
        """Whether this act is one of this page's, and does something now."""
        return any(act.name == name for act in self.acts) and self.can(name)

    def can(self, name: str) -> bool:  # noqa: ARG002 - pages say more
        """Whether this act does something now; what does nothing is not shown."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """An act that cannot be done now leaves its key to others; a page that is not there yet can do nothing."""
        return self.is_mounted and (self.can(action) if any(act.name == action for act in self.acts) else True)

    def on_screen_resume(self) -> None:
        """On top, for the first time or again: the learner stands here, and the world may have changed.

        Textual runs the handlers of the subclass first and then this one, without a call of `super()`.
        """
        if self.is_current and (place := self.place()) is not None:
            self.session.visit(place)
        self.tell_warnings()
        self.speak()

    def tell_warnings(self) -> None:
        """What went wrong without stopping anything."""
        for warning in self.session.warnings():
            self.notify(self.voice.of(warning), severity="warning", timeout=15, markup=False)

    def place(self) -> Place | None:
        """Where the learner stands while this page is on top; None leaves it as it is."""
        return None

    def speak(self) -> None:
        """Say everything again, in the language of now."""
        self.refresh_keys()

    def headed(self, line: str) -> str:
        """The first line of a page: which language stands there, where it is not the one that is set."""
        if not self.voice.turned:
            return line
        # with two languages at once both change places, and neither is that of the page
        named = self.voice.asking if self.voice.asking == self.voice.explaining else "both"
        return f"[{self.voice(f'common.language.{named}')}] {line}"

    def action_turn(self) -> None:
        """The other language of what stands here, and back."""
        self.voice.turned = not self.voice.turned
        self.speak()

    def refresh_keys(self) -> None:
        """Bring the last line up to date."""
        shown = [act for act in self.acts if (act.footer or act.spare) and self.can(act.name)]
        pairs = [(act, next(filter(self._reaches, act.keys.split(",")), "")) for act in shown]
        self.keys.show((act, key) for act, key in pairs if key)

    def _reaches(self, key: str) -> bool:
        """Whether the key gets past what has the focus: letters are text; a text area has Enter and Ctrl+Z as well."""
        focused = self.focused
        if focused is None:
            return True
        if isinstance(focused, TextArea) and key in ("enter", "ctrl+z"):
            return False
        return not focused.check_consume_key(key, SIGNS.get(key) or key_to_character(key))

    def cannot(self, error: LogUnusable | WorkspaceError) -> None:
        """Say which file could not be read or written, and why."""
        key = "error.log_unusable" if isinstance(error, LogUnusable) else "cli.file_problem"
        self.notify(self.voice(key, path=error.path, reason=error.reason), severity="error", timeout=15, markup=False)

    def complain(self) -> Path | None:
        """Write an error report on what is shown; where it is. Raises OSError."""
        return None

    def action_complain(self) -> None:
        """Say where the report is, or why it could not be written."""
        try:
            path = self.complain()
        except OSError as error:
            said = self.voice("cli.file_problem", path=error.filename, reason=error.strerror)
            self.notify(said, severity="error", timeout=15, markup=False)
        else:
            if path is not None:
                self.notify(self.voice("complaint.written", path=path), timeout=15, markup=False)

    def on_descendant_focus(self) -> None:
        """Other keys may work now."""
        self.refresh_keys()

    def on_descendant_blur(self) -> None:
        """Other keys may work now."""
        self.refresh_keys()

    @property
    def said(self) -> str:
        """What stands on the page, in both languages, for the glossary."""
        return ""

    def leave(self) -> bool:
        """The page is about to go, or the app is: save what is not saved. False asks to stay."""
        return True

    def action_scroll_down(self) -> None:
        """All but two lines of the pane that is read."""
        pane = self.query_one("#pane")
        pane.scroll_relative(y=max(pane.size.height - 2, 1), animate=False)

    def action_scroll_up(self) -> None:
        """All but two lines of the pane that is read."""
        pane = self.query_one("#pane")
        pane.scroll_relative(y=-max(pane.size.height - 2, 1), animate=False)

    def action_line_down(self) -> None:
        """A few lines."""
        self.query_one("#pane").scroll_relative(y=FEW, animate=False)

    def action_line_up(self) -> None:
        """A few lines."""
        self.query_one("#pane").scroll_relative(y=-FEW, animate=False)

    def action_back(self) -> None:
        """To the page below."""
        if self.leave():
            self.dismiss()
