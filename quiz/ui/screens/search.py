"""SearchPage: everything there is, found while one types; Enter opens it, and coming back finds the list as it was.

Owns the query and the list. Refuses to find (`quiz.search`). The cache is brought up to date in a thread: the first
time that takes a second or two, and what is typed meanwhile is looked for at its end.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Label

from quiz.progress import Place
from quiz.search.finder import NOTHING, Finder, Found, Hit, Shelves, shelve
from quiz.session import Session
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.page import Page
from quiz.ui.screens.reader import Reader
from quiz.ui.terms import term_blocks
from quiz.ui.widgets.choices import Choices, Manner, Row
from quiz.ui.widgets.lines import Prose

MARGIN = 7
"""Cells of a line that no snippet gets: padding, scroll bar, the cursor's place."""
MOST_SAID = 60
"""Characters of what was typed that are said back."""


class SearchPage(Page):
    """Type, choose, Enter."""

    ACTS = (
        Act("open", "enter", footer=True, palette=False),
        Act("lower", "down,pagedown", footer=True, palette=False),
        Act("upper", "up,pageup", palette=False),
    )
    TAIL = tuple(act for act in Page.TAIL if act.name != "search")
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *TAIL))

    class Shelved(Message):
        """The cache is up to date."""

        def __init__(self, cache: Path, shelves: Shelves) -> None:
            super().__init__()
            self.cache = cache
            self.shelves = shelves

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.finder: Finder | None = None
        """None until the cache is up to date."""
        self.shelves: Shelves | None = None
        self.found: Found = NOTHING
        self._query = Input(id="query", compact=True)
        self._choices = Choices("found", Manner(numbered=False, always=True))
        self._pane = VerticalScroll(self._choices, Prose(id="note"), id="pane", can_focus=False)

    def compose(self) -> ComposeResult:
        """A line to type in, and what it finds."""
        yield Label(id="where", markup=False)
        yield self._query
        yield self._pane
        yield self.keys

    def on_mount(self) -> None:
        """One can type at once."""
        self._query.focus()
        self._shelve()

    @work(thread=True, group="shelve")
    def _shelve(self) -> None:
        self.post_message(self.Shelved(*shelve(self.session)))

    def on_search_page_shelved(self, message: Shelved) -> None:
        """Look for what was typed meanwhile."""
        self.finder, self.shelves = Finder(message.cache, message.shelves), message.shelves
        self.speak()

    def on_unmount(self) -> None:
        """Let go of the cache."""
        if self.finder is not None:
            self.finder.close()

    def can(self, name: str) -> bool:
        """There is something to open once something was found."""
        return bool(self.found.hits) or name not in ("open", "lower", "upper")

    def speak(self) -> None:
        """Find again, in the language of now."""
        self._query.placeholder = self.voice("search.placeholder")
        query = self._query.value.strip()
        width = max(self.size.width - MARGIN, 20)
        self.found = self.finder.find(query, self.voice.language, width) if self.finder and query else NOTHING
        where = ["gradlings", self.voice("search.title")]
        if self.found.hits and self.found.missing:
            where.append(self.voice("search.without", words=self.voice("plan.comma").join(self.found.missing)))
        self.query_one("#where", Label).update("  |  ".join(where))
        self._choices.show(map(self._row, self.found.hits))
        self.query_one("#note", Prose).show(*self._note(query))
        self.refresh_keys()

    def _row(self, hit: Hit) -> Row:
        snippet = (hit.snippet.before, hit.snippet.hit, hit.snippet.after)
        return Row(self.voice.marked(hit.title), note=self.voice(f"search.kind.{hit.kind}"), detail=snippet)

    def _note(self, query: str) -> list[Block]:
        if self.finder is not None and not self.finder.usable:
            return [Block(self.voice("search.no_index", path=self.session.paths.cache), "error")]
        if self.finder is None and query:
            return [Block(self.voice("search.reading"), "quiet")]
        if not query:
            return [Block(self.voice("search.empty"), "quiet")]
        if not self.found.hits:
            shown = query if len(query) <= MOST_SAID else f"{query[:MOST_SAID]}…"
            return [Block(self.voice("search.none", query=shown), "quiet")]
        return [Block(self.voice("search.more"), "quiet", tight=True)] if self.found.more else []

    def on_input_changed(self, changed: Input.Changed) -> None:
        """Every key finds anew, and the best is under the cursor."""
        changed.stop()
        self._choices.cursor = 0
        self._pane.scroll_home(animate=False)
        self.speak()

    def on_input_submitted(self) -> None:
        """Enter, while one types."""
        self.action_open()

    def on_resize(self) -> None:
        """Snippets are as wide as there is room."""
        self.speak()

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """By mouse."""
        picked.stop()
        if not picked.stale:
            self._open(self.found.hits[picked.index])

    def _open(self, hit: Hit) -> None:
        if hit.kind == "exercise":
            self.post_message(self.Open(Place("exercise", exercise=hit.id)))
        elif hit.kind == "question":
            self.post_message(self.Open(Place("question", question=hit.id)))
        elif self.shelves is not None:
            term = next(term for term in self.shelves.terms if term.id == hit.id)
            blocks = lambda: term_blocks(term, self.session.glossary, self.session.bank.titles, self.voice)  # noqa: E731
            self.app.push_screen(Reader(self.session, lambda: self.voice("glossary.title"), blocks))

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Keep the cursor in sight."""
        moved.stop()
        self._pane.scroll_to_region(moved.region, animate=False)

    def action_open(self) -> None:
        """What is under the cursor now: the next letter may find something else before a message is here."""
        if self.found.hits:
            self._open(self.found.hits[self._choices.cursor])

    def action_lower(self) -> None:
        """The next one."""
        self._choices.action_move(1)

    def action_upper(self) -> None:
        """The one before."""
        self._choices.action_move(-1)
