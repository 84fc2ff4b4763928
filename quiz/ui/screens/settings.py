"""SettingsPage: every setting in a list, changed in place, saved at once as an event of the log.

Owns which one is being changed. Refuses to know what a value may be (`settings`) and what follows from one: it posts
`Changed`, and the app draws in the new colours and speaks the new language.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Label

from exercises.content import Text
from quiz.log import LogUnusable
from quiz.preferences import KEYS, OPTIONS, said, stored, understood
from quiz.progress import Place
from quiz.session import Session
from quiz.settings import BadSetting
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.page import Page
from quiz.ui.widgets.choices import Choices, Manner, Row
from quiz.ui.widgets.lines import Prose
from quiz.words import in_both


class Pane(VerticalScroll, can_focus=False):
    """Keeps the cursor of the list within it in sight."""

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Scroll as little as is needed; the page hears of it as well."""
        self.scroll_to_region(moved.region, animate=False)


class SettingsPage(Page):
    """The list above; below it what the chosen one is, and its values or a field."""

    ACTS = (
        Act("change", "enter,space", footer=True, palette=False, bound=False),
        Act("digit", "1-9", palette=False, bound=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*ACTS, *Page.TAIL)),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    class Changed(Message):
        """This setting has another value."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = Choices("settings", Manner(numbered=False, always=True))
        self.options = Choices("values")
        self.field = Input(id="value", compact=True, select_on_focus=False)
        self._edited = ""
        """The setting that is being changed, wherever the cursor is by now; empty where none is."""
        self._complaint = Text()

    def compose(self) -> ComposeResult:
        """The list; the dock for the one under the cursor."""
        yield Label(id="where", markup=False)
        with Pane(id="pane"):
            yield self.list
        yield Prose(id="about")
        with Pane(id="dock"):
            yield self.options
            yield self.field
        yield Prose(id="complaint")
        yield self.keys

    def on_mount(self) -> None:
        """The cursor is in the list."""
        self.list.focus()

    def place(self) -> Place:
        """Home: nobody wants to come back to settings after a restart."""
        return Place("home")

    @property
    def key(self) -> str:
        """The setting that is being changed; else the one under the cursor."""
        return self._edited or KEYS[self.list.cursor]

    @property
    def editing(self) -> bool:
        """Whether one is being changed."""
        return bool(self._edited)

    def can(self, name: str) -> bool:
        """Digits choose among values; Enter begins."""
        return {"change": not self.editing, "digit": self.editing, "settings": False}.get(name, True)

    def speak(self) -> None:
        """Everything, in the language of now."""
        voice, key = self.voice, self.key
        self.query_one("#where", Label).update(f"gradlings  |  {voice('settings.title')}")
        self.list.show(Row(voice(f"settings.name.{name}"), note=self._said(name)) for name in KEYS)
        self.options.show(self._values())
        self.options.display = self.editing and key in (*OPTIONS, "topics")
        self.field.display = self.editing and not self.options.display
        self.query_one("#dock").display = self.editing
        about = [
            Block(voice(f"settings.about.{key}")),
            Block(voice(f"settings.how_{self._how()}"), "quiet", tight=True),
        ]
        self.query_one("#about", Prose).show(*about)
        complaint = self.query_one("#complaint", Prose)
        complaint.display = bool(self._complaint)
        complaint.show(Block(voice.of(self._complaint), "error"))
        self.refresh_keys()

    def _said(self, key: str) -> str:
        value = stored(self.session.settings, key)
        if key == "topics" and value:
            return f"{len(value)}/{len(self.session.bank.titles)}"
        return said(key, value, self.session.words)

    def _how(self) -> str:
        if not self.editing:
            return "edit"
        return "choose" if self.key in OPTIONS else "tick" if self.key == "topics" else "type"

    def _values(self) -> list[Row]:
        now = stored(self.session.settings, self.key)
        if self.key == "topics":
            titles = self.session.bank.titles.items()
            return [Row(self.voice.marked(text), "[x]" if topic in now else "[ ]") for topic, text in titles]
        values = OPTIONS.get(self.key, ())
        return [Row(said(self.key, value, self.session.words), "(*)" if value == now else "( )") for value in values]

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Another setting has other values; values scroll by themselves."""
        if moved.choices is self.list:
            self._complaint = Text()
            self.speak()

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """A setting is to be changed; or a value was chosen."""
        picked.stop()
        if picked.choices is self.list:
            self._edit()
        elif self.key == "topics":
            now, topic = list(stored(self.session.settings, "topics")), list(self.session.bank.titles)[picked.index]
            self._save([name for name in now if name != topic] if topic in now else [*now, topic])
        elif self._save(OPTIONS[self.key][picked.index]):
            self._leave_value()

    def _edit(self) -> None:
        self._edited = KEYS[self.list.cursor]
        now = stored(self.session.settings, self.key)
        self.options.cursor = OPTIONS[self.key].index(now) if self.key in OPTIONS else 0
        self.field.value = str(now)
        self.speak()
        (self.field if self.field.display else self.options).focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """What was typed, if it can be read; else it stays there with what to type instead."""
        submitted.stop()
        try:
            value = understood(self.key, submitted.value, {}, self.session.now().date())
        except BadSetting as bad:
            self._complain(bad.text)
            return
        if self._save(value):
            self._leave_value()

    def _save(self, value: object) -> bool:
        try:
            self.session.configure(**{self.key: value})
        except LogUnusable as error:
            self._complain(in_both("settings.not_saved", reason=f"{error.path}: {error.reason}"))
            return False
        self._complaint = Text()
        self.post_message(self.Changed(self.key))
        self.speak()
        return True

    def _complain(self, text: Text) -> None:
        self._complaint = text
        self.speak()

    def _leave_value(self) -> None:
        self._edited, self._complaint = "", Text()
        self.list.focus()
        self.speak()

    def action_digit(self, number: int) -> None:
        """The value with this number."""
        if self.editing:
            self.options.pick(number - 1)

    def action_back(self) -> None:
        """From the value to the list, from there to the page below."""
        if self.editing:
            self._leave_value()
        else:
            super().action_back()
