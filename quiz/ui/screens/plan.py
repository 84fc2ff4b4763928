"""PlanPage: today's plan to read and to start; date, minutes and topics are typed in place.

Owns which setting is being typed. Refuses to plan (`session.today`), to phrase (`quiz.plan.told`) and to know what a
setting may be (`settings`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Label

from exercises.content import Text
from quiz.log import LogUnusable
from quiz.plan.told import told
from quiz.practice import Practice
from quiz.preferences import stored, understood
from quiz.progress import Place
from quiz.session import Session
from quiz.settings import BadSetting
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.page import PAGING, Page
from quiz.ui.widgets.lines import Prose
from quiz.words import in_both

MARGIN = 3
"""Cells beside the text: padding, and a scroll bar."""


class PlanPage(Page):
    """What fits into today."""

    ACTS = (
        Act("plan_start", "enter,s", footer=True, palette=False),
        Act("date", "d", footer=True),
        Act("minutes", "m", footer=True),
        Act("plan_topics", "t", footer=True),
        *(replace(act, footer=False) for act in PAGING),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))
    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.typing = ""
        """The setting that is being typed."""
        self._complaint = Text()

    def compose(self) -> ComposeResult:
        """The plan; below it a field, while something is typed."""
        yield Label(id="where", markup=False)
        with VerticalScroll(id="pane", can_focus=False):
            yield Prose(id="plan")
        yield Prose(id="about")
        yield Input(id="value", compact=True, select_on_focus=False)
        yield self.keys

    def place(self) -> Place:
        """Here."""
        return Place("plan")

    @property
    def field(self) -> Input:
        """Where a setting is typed."""
        return self.query_one("#value", Input)

    def can(self, name: str) -> bool:
        """Start only while there is something to do; nothing but typing while one types."""
        own = any(act.name == name for act in self.ACTS)
        return not (own and self.typing) and (name != "plan_start" or bool(self.session.today().items))

    def speak(self) -> None:
        """Everything, in the language of now."""
        voice, words = self.voice, self.session.words
        self.query_one("#where", Label).update(f"gradlings  |  {voice('plan.title')}")
        width = max(self.size.width - MARGIN, 20)
        blocks = []
        for section in told(self.session.today(), self.session.bank.titles, words, width):
            blocks += [Block(section.title, "head"), Block("\n".join(section.lines), "plain", tight=True)]
        self.query_one("#plan", Prose).show(*blocks[1:])  # the first title stands in the line above
        asking = [Block(voice(f"plan.ask_{self.typing}"), "quiet")] if self.typing else []
        asking += [Block(voice("settings.how_type"), "quiet", tight=True)] if self.typing else []
        if self._complaint:
            asking.append(Block(voice.of(self._complaint), "error", tight=True))
        self.query_one("#about", Prose).show(*asking)
        self.field.display = bool(self.typing)
        self.refresh_keys()

    def on_resize(self) -> None:
        """The lines are as long as there is room."""
        self.speak()

    def action_plan_start(self) -> None:
        """In order: the cards, then the code."""
        self.post_message(self.Open(Practice(mode="today").place()))

    def action_date(self) -> None:
        """Of the interview."""
        self._type("date")

    def action_minutes(self) -> None:
        """A day."""
        self._type("minutes")

    def action_plan_topics(self) -> None:
        """That the plan is about."""
        self._type("topics")

    def _type(self, key: str) -> None:
        self.typing = key
        now = stored(self.session.settings, key)
        self.field.value = ", ".join(now) if isinstance(now, list) else str(now)
        self.speak()
        self.field.focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """What was typed, if it can be read; else it stays there with what to type instead."""
        submitted.stop()
        try:
            today = self.session.now().date()
            value = understood(self.typing, submitted.value, self.session.bank.topics, today)
            self.session.configure(**{self.typing: value})
        except BadSetting as bad:
            self._complaint = bad.text
            self.speak()
        except LogUnusable as error:
            self._complaint = in_both("settings.not_saved", reason=f"{error.path}: {error.reason}")
            self.speak()
        else:
            self._typed()

    def _typed(self) -> None:
        self.typing, self._complaint = "", Text()
        self.set_focus(None)
        self.speak()

    def action_back(self) -> None:
        """From the field to the plan, from there to the page below."""
        if self.typing:
            self._typed()
        else:
            super().action_back()
