"""Gradlings: the app. It opens pages, switches the language everywhere, runs checks in a thread.

Owns the stack of pages. Refuses to know what is on them. `run` is the only door of this package. All pages but home are
imported once home is drawn, or when one is opened: together they take a fifth of a start.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.message import Message
from textual.worker import Worker, WorkerState

from exercises.content import BrokenContent
from quiz import symbols
from quiz.breakdown import write_fault
from quiz.progress import Place
from quiz.session import LogUnusable, Session, WorkspaceError
from quiz.ui import breaking, look
from quiz.ui.acts import Act, bindings
from quiz.ui.commands import entries
from quiz.ui.manual import manual
from quiz.ui.pages import PAGES, page_class, page_for
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.page import Page
from quiz.ui.screens.palette import Entry, Palette
from quiz.ui.screens.reader import Reader
from quiz.ui.terms import glossary_blocks
from quiz.ui.voice import Voice

if TYPE_CHECKING:
    from grader import Errand
    from grader.report import Report
    from quiz.ui.screens.checking import CheckingPage
    from quiz.ui.screens.exercise import ExercisePage
    from quiz.ui.screens.settings import SettingsPage

BREATH = 0.05
"""Seconds between two imports, for keys."""


class Gradlings(App[int]):
    """The app over one session."""

    CSS_PATH = "app.tcss"
    TITLE = "gradlings"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings((Act("quit", "ctrl+q", on_app=True),))

    class Judged(Message):
        """A check is over; `report` is None where the grader itself failed."""

        def __init__(self, exercise: str, errand: Errand, report: Report | None) -> None:
            super().__init__()
            self.exercise = exercise
            self.errand = errand
            self.report = report

    def __init__(self, session: Session) -> None:
        breaking.teach()
        # Native colours: else Textual makes greys of NO_COLOR, and this is decided while it starts.
        super().__init__(ansi_color=True if look.colourless(os.environ) else None)
        self.session = session
        self.voice = Voice(session)
        self.animation_level = "none"
        self._ascii = look.Ascii(enabled=False)
        self._filters.append(self._ascii)
        self._dress()
        self._errands: dict[Worker[None], Errand] = {}
        """The checks that run, by their workers."""

    def on_mount(self) -> None:
        """Home, and on top of it where the learner stood."""
        home = HomePage(self.session)
        self.push_screen(home)
        self.open(home.home.place)
        self.call_after_refresh(self._import, iter(PAGES))

    def _import(self, names: Iterator[str]) -> None:
        """One page, and the others after it, so that none is waited for when it is opened."""
        for name in names:
            page_class(name)
            self.set_timer(BREATH, partial(self._import, names))
            return

    def open(self, place: Place) -> None:
        """Put the page for this place on top; one that cannot be opened leaves a line that says why."""
        lying = self._lying(place)
        if lying is not None:
            self._return_to(lying)
            return
        try:
            page = page_for(self.session, place)
        except KeyError:
            return
        except BrokenContent as broken:
            self._complain(str(broken.errors[0]))
        except WorkspaceError as error:
            self._complain(self.voice("cli.file_problem", path=error.path, reason=error.reason))
        else:
            if page is not None:
                self.push_screen(page)

    def _lying(self, place: Place) -> ExercisePage | None:
        """The page of this exercise, if there is one: a second would not know what becomes of the file on the first."""
        if place.screen != "exercise":
            return None
        return next((page for page in self._exercise_pages() if page.exercise.id == place.exercise), None)

    def _return_to(self, page: Page) -> None:
        """Leave what stands on top of it."""
        while self.screen is not page:
            if isinstance(self.screen, Page) and not self.screen.leave():
                return
            self.pop_screen()

    def _complain(self, text: str) -> None:
        self.notify(text, severity="error", timeout=15, markup=False)

    def on_page_open(self, message: Page.Open) -> None:
        """A page or the palette wants another place."""
        self.open(message.place)

    async def go(self, place: Place) -> None:
        """From the palette: to this place, with home right beneath, unless it is a page that lies open already."""
        while self._lying(place) is None and isinstance(self.screen, Page) and not isinstance(self.screen, HomePage):
            if not self.screen.leave():
                return
            await self.pop_screen()
        self.open(place)

    def action_language(self) -> None:
        """The other language, on every screen of the stack."""
        self.session.set_language("en" if self.session.language == "zh" else "zh")
        self._speak()

    def _speak(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Page) or hasattr(screen, "speak"):
                screen.speak()

    def action_palette(self) -> None:
        """Everything that can be done here."""
        page = self.screen
        if isinstance(page, Page):
            self.push_screen(Palette(self.voice, entries(self, page)), self._chosen)

    def _chosen(self, entry: Entry | None) -> None:
        if entry is not None:
            self.call_later(entry.run)

    def action_help(self) -> None:
        """Every key of the page on top."""
        page = self.screen
        if isinstance(page, Page) and page.offers("help"):
            blocks = lambda: manual(page, self.voice)  # noqa: E731
            self.push_screen(Reader(self.session, lambda: self.voice("help.title"), blocks))

    def action_search(self) -> None:
        """Over everything; what is found opens on top of it."""
        page = self.screen
        if isinstance(page, Page) and page.offers("search"):
            self.push_screen(page_class("search")(self.session))

    def action_glossary(self) -> None:
        """The terms of what stands there, and all others."""
        page = self.screen
        if isinstance(page, Page) and page.offers("glossary"):
            terms, topics, said = self.session.glossary, self.session.bank.titles, page.said
            blocks = lambda: glossary_blocks(terms, topics, said, self.voice)  # noqa: E731
            self.push_screen(Reader(self.session, lambda: self.voice("glossary.title"), blocks))

    def action_theme(self) -> None:
        """Dark, light, the terminal's own colours; remembered."""
        with suppress(LogUnusable):  # then the theme stays, and every page says why nothing is saved
            self.session.configure(theme=look.NEXT[self.session.settings.theme])
        self._dress()

    def _dress(self) -> None:
        """Colours and marks as set."""
        settings = self.session.settings
        self.theme = look.theme_for(settings.theme, os.environ, colourless=self.no_color)
        self._ascii.enabled = symbols.wanted(settings.symbols, os.environ)

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, with cursors that are seen without colours."""
        return {**super().get_css_variables(), **(look.REVERSED if self.no_color else {})}

    def action_settings(self) -> None:
        """What the learner has chosen."""
        settings = page_class("settings")
        if isinstance(self.screen, Page) and not isinstance(self.screen, settings):
            self.push_screen(settings(self.session))

    def on_settings_page_changed(self, message: SettingsPage.Changed) -> None:
        """It shows at once."""
        if message.key in ("theme", "symbols"):
            self._dress()
            self.screen.refresh()
        elif message.key in ("language", "interview"):
            self._speak()

    def action_help_quit(self) -> None:
        """Ctrl+C, which copies where there is something to copy."""
        self.notify(self.voice("help.how_to_quit"), markup=False)

    async def action_quit(self) -> None:
        """Save and go."""
        if all(screen.leave() for screen in self.screen_stack if isinstance(screen, Page)):
            self.exit(0)

    def on_checking_page_check(self, message: CheckingPage.Check) -> None:
        """Judge in a thread of the app's, so that the page may be left meanwhile."""
        judge = partial(self._check, message.exercise, message.source, message.errand)
        worker = self.run_worker(judge, name=message.exercise, group="check", thread=True, exit_on_error=False)
        self._errands[worker] = message.errand

    def _check(self, exercise: str, source: bytes, errand: Errand) -> None:
        from grader import Cancelled  # noqa: PLC0415  # 15 ms that home does not pay

        with suppress(Cancelled):
            self.post_message(self.Judged(exercise, errand, self.session.check(exercise, source, errand=errand)))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An exception of ours in a check is told as ours."""
        worker = event.worker
        if worker not in self._errands or not worker.is_finished:
            return
        errand = self._errands.pop(worker)
        if event.state == WorkerState.ERROR and not errand.cancelled:
            if worker.error is not None:
                where = write_fault(self.session.paths.faults, worker.error)
                self._complain(self.voice("error.ours_grader", path=where))
            self.post_message(self.Judged(worker.name, errand, None))

    def _handle_exception(self, error: Exception) -> None:
        """While the app closes, its widgets go under handlers that still run: that they are missing is no fault."""
        if self.is_running or not isinstance(error, NoMatches):
            super()._handle_exception(error)

    def on_unmount(self) -> None:
        """Nobody waits for a check any more, and the process not for its thread."""
        for errand in self._errands.values():
            errand.cancel()

    def on_gradlings_judged(self, message: Judged) -> None:
        """To the page that asked, if that is still there; else one line."""
        pages = [page for page in self._exercise_pages() if page.exercise.id == message.exercise]
        taken = [page.judged(message.errand, message.report) for page in pages]
        if message.report is not None and not any(taken):
            verdict = self.voice(f"common.verdict.{message.report.verdict}")
            self.notify(f"{message.exercise}: {verdict}", markup=False)

    def _exercise_pages(self) -> Iterable[ExercisePage]:
        return (screen for screen in self.screen_stack if isinstance(screen, page_class("exercise")))

    def on_app_focus(self) -> None:
        """Back from another window, where the file may have been edited, or after a night."""
        for page in self._exercise_pages():
            page.take_over()
        for screen in self.screen_stack:
            if isinstance(screen, HomePage):
                screen.look_at_the_date()


def run(session: Session) -> int:
    """Open the app; its exit code. The session stays open. Raises what ended the app, if it was a fault of ours."""
    if hasattr(signal, "SIGHUP"):  # else, started under `nohup`, it would wait for keys of a terminal that is gone
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    app = Gradlings(session)
    code = app.run()
    if app._exception is not None:  # noqa: SLF001 - Textual prints it and keeps it nowhere else
        raise app._exception  # noqa: SLF001
    return code or 0
