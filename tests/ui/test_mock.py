"""A mock interview in the app: from the choice to the report, without a word of feedback on the way."""

from textual.widgets import Input

from quiz.log import Log, LogUnusable
from quiz.marking import Answer
from quiz.mock.item import Item
from quiz.mock.sitting import Sitting, mocks
from quiz.ui.app import Gradlings
from quiz.ui.screens.mock import MockPage
from quiz.ui.screens.mock_misses import MockMissesPage
from quiz.ui.screens.mock_report import MockReportPage
from quiz.ui.screens.mock_sitting import MockSittingPage
from quiz.ui.screens.mock_ticks import MockTicksPage
from quiz.ui.screens.pick import Pick
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.answers.aloud import AloudBox
from quiz.variants import pose
from tests.ui.conftest import EVERY_KIND
from tests.ui.test_quiz import digit, keys
from tests.ui.waiting import until

CARD = "core:mlp/every-kind#"
CODE = "layers/dense"
SHORT = ("one", "several", "memory", "write", "open", "code")
FEEDBACK = ("✓", "✗", "Affine", "Right", "正确", "says the grader", "判题程序说", "the message", "这是消息")


def sampled(session):
    """Cards of the sample can be posed, too."""
    ours = session.pose
    session.pose = lambda card, seed: pose(card, EVERY_KIND, seed) if "every-kind" in card else ours(card, seed)


def interview(session, *drills):
    """Begin one on the sample's drills."""
    sampled(session)
    kinds = {"open": "open", **{drill.id: drill.kind for drill in EVERY_KIND.drills}}
    code = Item("code", "", 1, 720, exercise=CODE)
    items = [code if name == "code" else Item(kinds[name], "mlp", 1, 60, CARD + name, 5) for name in drills]
    body = {"minutes": 20, "seed": 1, "topics": [], "code": True, "items": [item.to_json() for item in items]}
    session.history.add("mock_begun", body)


async def enter(app, pilot, *drills):
    """Into an interview on these drills."""
    interview(app.session, *drills)
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.screen, MockSittingPage) and app.screen.box is not None)
    return app.screen


async def at(pilot, page, index):
    """The item with this number has the focus."""
    await until(pilot, lambda: page.index == index and (page.code or (page.box and page.focused)) is not None)


def typed(text):
    return ["space" if char == " " else char for char in text]


async def ended(app, pilot, language, shown):
    """From the end of the short interview through ticks and report back to the choice; nothing is to count."""
    words = app.session.words
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, Pick))
    await pilot.press("3")
    await until(pilot, lambda: isinstance(app.screen, MockTicksPage) and app.screen.box is not None)
    assert "an affine map" in shown(app)
    await pilot.press("1", "2", "enter")
    await until(pilot, lambda: isinstance(app.screen, MockReportPage))
    report = app.screen
    await until(pilot, lambda: len(report.mock.results) == len(SHORT))
    verdicts = [report.mock.results[index].verdict for index in range(len(SHORT))]
    assert verdicts == ["right", "partial", "right", "right", "self", "wrong"]
    await until(pilot, lambda: words("mock.machine", share="88 %", n=4, answered=4) in shown(app))
    assert words("mock.own", share="50 %", n=1, ticked=2, points=4) in shown(app)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Reader))
    assert EVERY_KIND.drill("one").explain[language] in shown(app)
    await pilot.press("escape", "x")
    [exported] = app.session.paths.work.glob("mock-*.md")
    assert "an affine map" in exported.read_text(encoding="utf-8")
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, Pick))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, MockPage))


async def test_a_whole_interview_says_nothing_until_the_end(running, language, shown):
    async with running(language) as (app, pilot):
        page = await enter(app, pilot, *SHORT)
        seen = []

        async def press(*pressed):
            await pilot.press(*pressed)
            await pilot.pause()
            seen.append(shown(app))

        words = app.session.words
        await press(digit(page.posed, "is-affine"))
        assert words("mock.answered") in shown(app)
        await press("enter")
        await at(pilot, page, 1)
        await press(digit(page.posed, "w"), "f8")
        await at(pilot, page, 2)
        await press(*typed("1/4"), "enter", "enter")
        await at(pilot, page, 3)
        await press(*typed("dy"), "enter", "f10", "f8")
        await at(pilot, page, 4)
        await press("v", "t", *typed("an affine map"), "f5")
        await until(pilot, lambda: EVERY_KIND.follow_ups[0][language] in shown(app))
        assert EVERY_KIND.follow_ups[1][language] not in shown(app)
        await press("f5", "f5")
        await at(pilot, page, 5)
        await press("f6", *typed("pass"), "f5")
        await until(pilot, lambda: words("mock.runs").split()[0][:4] in shown(app))
        await press("f3")
        assert isinstance(app.screen, Pick)
        assert words("mock.flagged") in shown(app)
        await press("escape")
        assert not [text for screen in seen for text in FEEDBACK if text in screen]
        await ended(app, pilot, language, shown)
        assert mocks(app.session)[-1].agreed is False
        assert not app.session.history.record.reviews
        assert not app.session.workspace.exists(CODE)


async def test_one_chooses_and_begins(running, language, shown, monkeypatch):
    """The questions speak the language of the interview, whatever the interface speaks."""
    monkeypatch.setattr("quiz.ui.screens.mock.randbits", lambda _: 7)
    other = {"en": "zh", "zh": "en"}[language]
    async with running(language) as (app, pilot):
        app.session.configure(interview=other)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, MockPage))
        assert app.session.words("mock.begin", minutes=45) in shown(app)
        await pilot.press("down", "enter", "down", "down", "down", "space")
        assert (app.screen.wish.minutes, app.screen.wish.code) == (20, False)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, MockSittingPage) and app.screen.box is not None)
        mock = app.screen.sitting.mock
        assert mock.budget == 20 * 60
        assert f"1/{len(mock.items)}" in shown(app)
        assert not mock.pauses
        assert app.screen.posed.prompt[other][:12] in shown(app)


async def test_after_a_kill_the_app_stands_where_it_was(open_on):
    session = open_on("zh")
    app = Gradlings(session)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await enter(app, pilot, "one", "memory", "open")
        await pilot.press(digit(page.posed, "is-affine"), "enter")
        await at(pilot, page, 1)
        await pilot.press(*typed("0.2"))
        page.keep()
    again = open_on("zh")
    sampled(again)
    app = Gradlings(again)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MockSittingPage) and app.screen.box is not None)
        page = app.screen
        await at(pilot, page, 1)
        assert page.query_one(Input).value == "0.2"
        assert page.sitting.mock.answered == {0, 1}
        assert [pause.killed for pause in page.sitting.mock.pauses][-1]
        await pilot.press("f7")
        await at(pilot, page, 0)
        assert page.box.so_far == Answer(chosen=("is-affine",))


async def test_every_kind_of_answer_can_be_looked_at_and_changed(running, every_drill):
    names = [posed.card.rpartition("#")[2] for posed in every_drill]
    async with running() as (app, pilot):
        page = await enter(app, pilot, *names, "open")
        for index, posed in enumerate(every_drill):
            await at(pilot, page, index)
            given = [*keys(posed), "enter"]
            await pilot.press(*given)
            await at(pilot, page, index + 1)
        answers = {index: page.sitting.mock.of(index).answer for index in range(len(names))}
        assert all(answers.values())
        for index in reversed(range(len(names))):
            await pilot.press("f7")
            await at(pilot, page, index)
            assert page.box.so_far.to_json() == answers[index], names[index]
        await pilot.press("enter")
        await at(pilot, page, 1)
        assert {index: page.sitting.mock.of(index).answer for index in range(len(names))} == answers


async def test_half_an_answer_is_there_again_and_the_item_counts_as_open(running):
    half = {"order": ["1", "2"], "pairs": ["1"], "claim": ["1"], "bug": ["2"], "gaps": ["a"], "memory": ["a", "b"]}
    async with running() as (app, pilot):
        page = await enter(app, pilot, *half)
        for index, pressed in enumerate(half.values()):
            await at(pilot, page, index)
            await pilot.press(*pressed, "f8" if index + 1 < len(half) else "f7")
        page.keep()
        await at(pilot, page, len(half) - 2)
        for index in reversed(range(len(half))):
            await page.show(index)
            given = page.sitting.mock.of(index)
            assert (page.box.half.to_json() if page.box.half else page.box.written) == (given.half or given.text)
            assert given.half or given.text == "ab"
        assert page.sitting.mock.answered == frozenset()


async def test_a_pause_hides_the_question_and_leaving_keeps_it(running, shown):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one", "open")
        asked = page.posed.prompt.en
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        assert asked not in shown(app)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, MockPage))
        assert mocks(app.session)[-1].state == "paused"
        assert "Go on with the interview" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MockSittingPage) and app.screen.box is not None)
        assert app.screen.sitting.mock.state == "running"
        assert not app.screen.sitting.mock.pauses[-1].killed


async def test_leaving_by_the_palette_or_quitting_pauses(running):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one")
        assert page.leave()
        assert mocks(app.session)[-1].state == "paused"


async def test_no_key_leads_to_an_answer(running):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one", "several")
        for key in ("slash", "g", "escape", "f8", "f7", "o", "e", "comma", "exclamation_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is page or isinstance(app.screen, Pick), key
            assert not page.voice.turned


async def test_when_time_is_up_one_is_told_once_and_may_finish(running, shown):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one", "memory")
        page.sitting._since -= 200
        page._tick()
        await until(pilot, lambda: "Time is up" in shown(app))
        app.clear_notifications()
        page._tick()
        await pilot.pause()
        assert "over time: 1:" in shown(app)
        assert not list(app._notifications)
        await pilot.press(digit(page.posed, "is-affine"))
        assert page.sitting.mock.answered == {0}


async def test_speaking_is_an_answer_with_its_time(running, shown):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "open")
        assert isinstance(page.box, AloudBox)
        now = [0.0]
        page.box._ticks = lambda: now[0]
        await pilot.press("v")
        now[0] = 65.0
        await pilot.press("v")
        await pilot.pause()
        assert "Answered aloud: 1:05" in shown(app)
        assert page.sitting.mock.of(0).said == 65.0
        assert page.sitting.mock.answered == {0}


async def test_misses_are_practised_as_reviews(running, shown):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one")
        await pilot.press(digit(page.posed, "is-linear"), "escape")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, MockReportPage) and bool(app.screen.mock.results))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MockMissesPage) and app.screen.box is not None)
        await pilot.press(digit(app.screen.posed, "is-affine"))
        await until(pilot, lambda: app.screen.mark is not None)
        assert [review.card for review in app.session.history.record.reviews] == [CARD + "one"]
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.posed is None)


async def test_what_cannot_be_logged_is_said_and_not_taken(running, shown, monkeypatch):
    def full(*_):
        raise LogUnusable(app.session.paths.log, "the disk is full")

    async with running() as (app, pilot):
        page = await enter(app, pilot, "one", "memory")
        with monkeypatch.context() as patched:
            patched.setattr(Log, "append", full)
            await pilot.press(digit(page.posed, "is-affine"))
            await pilot.pause()
            assert "the disk is full" in shown(app)
            assert not page.sitting.mock.answered
        await pilot.press(digit(page.posed, "is-affine"))
        assert page.sitting.mock.answered == {0}


async def test_an_interview_that_another_window_ended_says_so_and_leads_to_its_report(running, language, shown):
    async with running(language) as (app, pilot):
        page = await enter(app, pilot, "one", "memory")
        Sitting(app.session, mocks(app.session)[-1]).end()
        await pilot.press(digit(page.posed, "is-affine"))
        said = app.session.words("mock.is_over")[:8]
        await until(pilot, lambda: said in shown(app))
        assert not mocks(app.session)[-1].answered
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, MockReportPage))
        assert [event.kind for event in app.session.history.of("mock_ended")] == ["mock_ended"]


async def test_the_code_of_an_interview_that_another_window_ended_stays_as_it_was_judged(running):
    async with running() as (app, pilot):
        page = await enter(app, pilot, "one", "code")
        await pilot.press("f8")
        await at(pilot, page, 1)
        before = page.files.text(CODE)
        Sitting(app.session, mocks(app.session)[-1]).end()
        page.code.editor.text = "changed = 1\n"
        page.keep_code()
        assert page.files.text(CODE) == before
        said = app.session.words("mock.is_over")
        await until(pilot, lambda: any(notice.message == said for notice in app._notifications))
