"""The report of a mock interview: where it opens, how one leaves it, and what the next choice begins with."""

from quiz.mock.sitting import mocks
from quiz.ui.screens.mock import MockPage
from quiz.ui.screens.mock_report import MockReportPage
from quiz.ui.screens.pick import Pick
from tests.ui.test_mock import at, digit, enter
from tests.ui.waiting import until


async def to_report(app, pilot):
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, Pick))
    await pilot.press("3")
    await until(pilot, lambda: isinstance(app.screen, MockReportPage))
    await until(pilot, lambda: len(app.screen.mock.results) == len(app.screen.mock.items))
    await until(pilot, lambda: app.screen.query_one("#pane").max_scroll_y > 0)


async def test_it_opens_at_its_figures_and_without_an_answer_nothing_is_asked(running, language, shown):
    async with running(language, (80, 24)) as (app, pilot):
        await enter(app, pilot, *["one"] * 12)
        await to_report(app, pilot)
        first = app.session.words("mock.machine", share="0 %", n=12, answered=0)
        await until(pilot, lambda: first in shown(app))
        await pilot.pause(0.1)
        assert app.screen.query_one("#pane").scroll_y == 0
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MockPage))
        assert mocks(app.session)[-1].agreed is None


async def test_escape_twice_leaves_it_undecided_whether_answers_count(running):
    async with running() as (app, pilot):
        page = await enter(app, pilot, *["one"] * 12)
        await pilot.press(digit(page.posed, "is-affine"), "enter")
        await at(pilot, page, 1)
        await to_report(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MockPage))
        assert mocks(app.session)[-1].agreed is None
        assert not app.session.history.record.reviews
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, MockReportPage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Pick))


async def test_the_next_interview_is_as_long_as_the_last_one(running):
    async with running() as (app, pilot):
        await enter(app, pilot, "one")
        await pilot.press("escape", "3")
        await until(pilot, lambda: isinstance(app.screen, MockReportPage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MockPage))
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(app.screen, MockPage) and app.screen.wish.minutes == 20)


async def test_while_the_editor_is_built_the_exercise_is_not_called_gone(running, monkeypatch):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one", "code")
        seen, ours = [], page.open_code

        async def watched(dock):
            seen.append("\n".join(line.plain for line in page.query_one("#prompt").drawn(76)))
            await ours(dock)

        monkeypatch.setattr(page, "open_code", watched)
        await pilot.press("f8")
        await until(pilot, lambda: page.code is not None)
        assert seen == [""]
