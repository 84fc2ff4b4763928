"""One walk past the main screens of the app, from the first start to the report of an interview.

`walk` opens the app once and yields the name of each screen when it stands still.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from textual.pilot import Pilot
from textual.widgets import Input

from quiz.progress import Place
from quiz.ui.app import Gradlings
from quiz.ui.screens.case import CasePage
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.mock_report import MockReportPage
from quiz.ui.screens.mock_sitting import MockSittingPage
from quiz.ui.screens.mock_ticks import MockTicksPage
from quiz.ui.screens.pick import Pick
from quiz.ui.screens.quiz import QuizPage
from quiz.variants import pose
from tests.ui.conftest import EVERY_KIND
from tests.ui.test_every_page import settled
from tests.ui.test_mock import at, interview, typed
from tests.ui.test_quiz import picked
from tests.ui.waiting import until
from tests.ui.world import DENSE, World

CARDS = ("one", "write", "open")
ANSWERED = "x @ dy"
SAID = "affine"


@dataclass
class Walk:
    """Where one is."""

    app: Gradlings
    pilot: Pilot[int]
    ticks: list[float]
    """What the clock of an interview shows."""

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def stand(self, true: Callable[[], object]) -> None:
        """Until this holds, nothing computes and nothing moves; what popped up is gone."""
        await until(self.pilot, true)
        await self.app.workers.wait_for_complete()
        self.app.clear_notifications()
        await settled(self.app, self.pilot)

    async def on(self, page: type) -> None:
        await self.stand(lambda: isinstance(self.app.screen, page))

    async def to(self, place: Place) -> None:
        before = self.app.screen
        self.app.open(place)
        await self.stand(lambda: self.app.screen is not before)

    async def home(self) -> None:
        while not isinstance(self.app.screen, HomePage):
            self.app.screen.dismiss()
            await self.pilot.pause()
        await self.on(HomePage)


async def walk(walking: Walk, world: World) -> AsyncIterator[str]:
    """Every screen, in the order in which a learner comes by."""
    await walking.on(HomePage)
    yield "home-first"
    world.live(walking.app.session)
    for part in (reading, cards, exercise, mock):
        async for name in part(walking):
            yield name
        await walking.home()


async def reading(walking: Walk) -> AsyncIterator[str]:
    """Pages that one only reads."""
    await walking.to(Place("plan"))
    yield "plan"
    await walking.home()
    yield "home"
    for name, go in (("stats", "t"), ("help", "f1"), ("settings", "comma"), ("search", "slash")):
        await walking.press(go)
        page = walking.app.screen
        await walking.stand(lambda: not isinstance(page, HomePage))  # noqa: B023
        if name == "search":
            await until(walking.pilot, lambda: page.finder is not None)  # noqa: B023
            page.query_one(Input).value = "反向"
            await walking.stand(lambda: page.found.hits)  # noqa: B023
        yield name
        await walking.home()


async def cards(walking: Walk) -> AsyncIterator[str]:
    """Asked, missed; a line that is not right; an open question with its key points."""
    posed = [pose(f"core:mlp/every-kind#{name}", EVERY_KIND, 5) for name in CARDS]
    turn = iter(posed)
    walking.app.session.next = lambda _practice=None: next(turn)
    await walking.to(Place("quiz"))
    page = walking.app.screen
    assert isinstance(page, QuizPage)
    await walking.stand(lambda: page.posed is posed[0])
    yield "card"
    await walking.press(picked(posed[0], right=False))
    await walking.stand(lambda: page.mark is not None)
    yield "card-wrong"
    await walking.press("enter")
    await walking.stand(lambda: page.posed is posed[1] and page.box)
    page.query_one(Input).value = ANSWERED
    await walking.press("enter")
    await walking.stand(lambda: page.mark is not None)
    yield "line-wrong"
    await walking.press("enter")
    await walking.stand(lambda: page.posed is posed[2] and page.box)
    await walking.press("t", *SAID, "f5")
    await walking.stand(lambda: page.box.revealed)
    await walking.press("1")
    await walking.stand(lambda: True)
    yield "open"


async def exercise(walking: Walk) -> AsyncIterator[str]:
    """Its panes, which stand beside one another where there is room; a failing check and one case of it."""
    await walking.to(Place("exercise", exercise=DENSE))
    page = walking.app.screen
    yield "exercise-task"
    await walking.press("f6")
    await walking.stand(lambda: page.editor.has_focus)
    yield "exercise-editor"
    await walking.press("f5")
    await walking.stand(lambda: page.errand is None and page.report.report is not None)
    page.show_pane("report")
    await walking.stand(lambda: page.report.table.has_focus)
    yield "exercise-report"
    await walking.press("enter")
    await walking.on(CasePage)
    yield "case"
    page.save()


async def mock(walking: Walk) -> AsyncIterator[str]:
    """Three items: a choice, a number, one to be said; then what came of them."""
    app, pilot = walking.app, walking.pilot
    interview(app.session, "one", "memory", "open")
    await walking.press("i")
    await walking.stand(lambda: isinstance(app.screen, MockSittingPage) and app.screen.box is not None)
    page = app.screen
    walking.ticks[0] += 40
    await walking.press(picked(page.posed, right=True), "enter")
    await at(pilot, page, 1)
    walking.ticks[0] += 75
    await walking.press(*typed("2"), "enter", "f10", "enter")
    await at(pilot, page, 2)
    await walking.press("t", *SAID)
    walking.ticks[0] += 30
    page._tick()
    await walking.stand(lambda: True)
    yield "mock-item"
    await walking.press("escape")
    await walking.on(Pick)
    await walking.press("3")
    await walking.stand(lambda: isinstance(app.screen, MockTicksPage) and app.screen.box is not None)
    await walking.press("1", "2", "enter")
    await walking.stand(lambda: isinstance(app.screen, MockReportPage) and len(app.screen.mock.results) == 3)
    yield "mock-report"
