"""MilestonesPage: the networks that passed exercises make up; one is trained while one watches its loss fall.

Owns the list, the curve and what each key does. The training runs in a thread and ends when it is cancelled or the page
is left. Refuses to decide what may be trained (`quiz.milestones` says what is missing).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from time import monotonic
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Label
from textual.worker import Worker, WorkerState, get_current_worker

from grader.trained import Progress, Stumbled
from quiz.breakdown import write_fault
from quiz.milestones import Standing, standings, training
from quiz.progress import Place
from quiz.session import Session, WorkspaceError
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.milestone_view import about, drawn, result, row, stumbled
from quiz.ui.screens.page import Page
from quiz.ui.widgets.choices import Choices, Manner
from quiz.ui.widgets.lines import Prose

PAUSE = 0.05
"""Seconds between two pictures."""
MARGIN = 3
"""Cells beside the curve: padding, and a scroll bar."""


class MilestonesPage(Page):
    """All milestones, one of them under the cursor."""

    ACTS = (
        Act("train", "enter,f5", footer=True),
        Act("still_needed", "enter", footer=True),
        Act("cancel", "escape", footer=True, palette=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    class Stepped(Message):
        """Some steps more of the training in this worker, and how far it is."""

        def __init__(self, worker: Worker[None], losses: list[float], progress: Progress) -> None:
            super().__init__()
            self.worker = worker
            self.losses = losses
            self.progress = progress

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.standings = standings(session)
        self.choices = Choices("milestones", Manner(numbered=False, always=True))
        self.losses: list[float] = []
        self.progress: Progress | None = None
        self.worker: Worker[None] | None = None
        """Of the training that runs now."""
        self._ending: Callable[[], list[Block]] = list
        """What stands below the curve, asked for again after a change of language."""

    def compose(self) -> ComposeResult:
        """The list, what the chosen one is, its curve."""
        yield Label(id="where", markup=False)
        yield self.choices
        with VerticalScroll(id="pane", can_focus=False):
            yield Prose(id="about")
        yield Prose(id="curve")
        yield self.keys

    def on_mount(self) -> None:
        """The cursor is in the list."""
        self.choices.focus()

    def on_screen_resume(self) -> None:
        """Something may have been passed meanwhile."""
        self.standings = standings(self.session)

    def place(self) -> Place:
        """Here."""
        return Place("milestones")

    @property
    def chosen(self) -> Standing:
        """The one under the cursor."""
        return self.standings[self.choices.cursor]

    def can(self, name: str) -> bool:
        """Esc cancels while something runs, and leaves otherwise."""
        running = self.worker is not None
        allowed = {
            "train": not running and not self.chosen.missing,
            "still_needed": not running and bool(self.chosen.missing),
            "cancel": running,
            "back": not running,
        }
        return allowed.get(name, True)

    def speak(self) -> None:
        """Everything, in the language of now."""
        self.query_one("#where", Label).update(f"gradlings  |  {self.voice('milestone.title')}")
        self.choices.show(row(standing, self.voice) for standing in self.standings)
        self.query_one("#about", Prose).show(*about(self.chosen, self.voice))
        self._draw()
        self.refresh_keys()

    def _draw(self) -> None:
        width = max(self.size.width - MARGIN, 1)
        self.query_one("#curve", Prose).show(*drawn(self.losses, self.progress, width, self.voice), *self._ending())

    def on_resize(self) -> None:
        """The curve is as wide as there is room."""
        self._draw()

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Another one; the curve of the last training goes, unless it still runs."""
        moved.stop()
        if self.worker is None:
            self._clear()
        self.speak()

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """By Enter or by mouse."""
        picked.stop()
        if self.can("still_needed"):
            self.action_still_needed()
        else:
            self.action_train()

    def action_train(self) -> None:
        """The one under the cursor, from the beginning."""
        if self.can("train"):
            self._clear()
            self.choices.disabled = True
            self.worker = self._train(self.chosen)
        self.speak()

    def action_still_needed(self) -> None:
        """The first exercise that is not passed yet."""
        self.post_message(self.Open(Place("exercise", exercise=self.chosen.missing[0])))

    def action_cancel(self) -> None:
        """No further; what is trained so far is forgotten."""
        if self.worker is not None:
            self.worker.cancel()
            self._over(lambda: [Block(self.voice("milestone.cancelled"), "quiet")])

    def leave(self) -> bool:
        """Whatever runs ends with the page."""
        if self.worker is not None:
            self.worker.cancel()
        return True

    @work(thread=True, group="train", exit_on_error=False)
    def _train(self, standing: Standing) -> None:
        worker = get_current_worker()
        losses, shown_at = list[float](), 0.0
        with closing(training(standing, self.session)) as steps:
            for progress in steps:
                if worker.is_cancelled:
                    return
                losses.append(progress.loss)
                if progress.step == progress.steps or monotonic() - shown_at >= PAUSE:
                    shown_at = monotonic()
                    self.post_message(self.Stepped(worker, losses, progress))
                    losses = []

    def on_milestones_page_stepped(self, message: Stepped) -> None:
        """The curve grows, unless that training was cancelled meanwhile."""
        if message.worker is self.worker:
            self.losses += message.losses
            self.progress = message.progress
            self._draw()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The training is over: at its end, because of a layer, or by our fault."""
        if event.worker is not self.worker:
            return
        if event.state == WorkerState.SUCCESS and self.progress is not None and self.progress.score is not None:
            standing, score = self.chosen, self.progress.score
            self._over(lambda: result(standing, score, self.voice))
        elif event.state == WorkerState.ERROR:
            self._over(self._why(event.worker.error))

    def _why(self, error: BaseException | None) -> Callable[[], list[Block]]:
        if isinstance(error, Stumbled):
            return lambda: stumbled(error.exercise, error.text, self.voice)
        if isinstance(error, WorkspaceError):
            return lambda: [Block(self.voice("cli.file_problem", path=error.path, reason=error.reason), "error")]
        where = write_fault(self.session.paths.faults, error or RuntimeError("a training ended without a reason"))
        return lambda: [Block(self.voice("error.ours_grader", path=where), "error")]

    def _over(self, ending: Callable[[], list[Block]]) -> None:
        self.worker, self._ending = None, ending
        self.standings = standings(self.session)
        self.choices.disabled = False
        self.choices.focus()
        self.tell_warnings()
        self.speak()

    def _clear(self) -> None:
        self.losses, self.progress, self._ending = [], None, list
