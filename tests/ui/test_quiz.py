"""Every kind of card, driven by keys and by mouse through a real session."""

import pytest
from textual.widgets import Input, TextArea

from quiz.log import LogUnusable
from quiz.progress import Place
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.quiz import QuizPage
from quiz.ui.widgets.choices import Choices
from quiz.ui.widgets.lines import Prose
from tests.ui.waiting import until

RIGHT_TEXTS = {
    "memory": ["1/4"],
    "name": ["FC"],
    "gaps": ["w", "b"],
    "prints": ["(1, 2.0)"],
    "write": ["x.T @ dy"],
}
SOME = 15
VERDICTS = {
    "en": {"right": "✓ Right", "partial": "~ Partly right", "wrong": "✗ Not right", "self": "= Self-assessed"},
    "zh": {"right": "✓ 正确", "partial": "~ 部分正确", "wrong": "✗ 不正确", "self": "= 自评"},
}


def digit(posed, choice_id):
    return str([choice.id for choice in posed.choices].index(choice_id) + 1)


def picked(posed, right):
    """The digit of a right option, or of a wrong one."""
    drill = posed.drill
    options = getattr(drill, "options", None) or drill.reasons
    return digit(posed, next(option.id for option in options if option.right is right))


def keys(posed, right=True):
    """The keys that answer this card."""
    drill, kind = posed.drill, posed.kind
    if kind == "single":
        return [picked(posed, right)]
    if kind == "multiple":
        return [digit(posed, option.id) for option in drill.options if option.right is right] + ["enter"]
    if kind == "truth":
        return ["1" if drill.answer is right else "2", picked(posed, right)]
    if kind == "bug":
        return [str(drill.line if right else drill.line % 2 + 1), picked(posed, right)]
    if kind == "ordering":
        steps = [step.id for step in drill.steps]
        return [digit(posed, step) for step in (steps if right else steps[::-1])] + ["enter"]
    if kind == "matching":
        sides = [left.id for left in posed.lefts]
        return [digit(posed, side) for side in (sides if right else sides[::-1])] + ["enter"]
    return typed(posed, right)


def typed(posed, right):
    drill = posed.drill
    if posed.kind == "parametric":
        texts = [str(posed.values["d"] * posed.values["m"] + posed.values["m"])]
    elif posed.kind == "shape":
        texts = [f"({posed.values['d']}, {posed.values['m']})"]
    else:
        texts = RIGHT_TEXTS[drill.id]
    if not right:
        texts = ["77" for _ in texts]
    pressed = []
    for text in texts:
        pressed += [*("space" if char == " " else char for char in text), "enter"]
    return pressed


@pytest.mark.parametrize(("right", "language"), [(True, "en"), (False, "zh")])
async def test_every_kind_is_marked_at_once_and_enter_goes_on(running, grader, every_drill, shown, right, language):  # noqa: PLR0917
    """All in one app, one after the other, as a learner meets them."""
    grader.line = "pass" if right else "fail"
    turn = iter(every_drill)
    async with running(language) as (app, pilot):
        app.session.next = lambda topic=None: next(turn, None)
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        for posed in every_drill:
            assert page.posed is posed
            await pilot.press(*keys(posed, right))
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert page.mark is not None, posed.card
            assert (page.mark.verdict == "right") is right, posed.card
            assert VERDICTS[language][page.mark.verdict] in shown(app), posed.card
            assert app.session.history.record.reviews[-1].card == posed.card
            await pilot.press("enter")
            await pilot.pause()
        assert page.posed is None


async def test_the_open_question_is_ticked_and_called_self_assessed(running, language, shown):
    async with running(language, drill="open") as (app, pilot):
        assert app.focused.id == "reveal"
        await pilot.press("t", "i", "q", "1")
        assert app.screen.query_one(TextArea).text == "iq1"
        await pilot.press("f5")
        await pilot.pause()
        text = "\n".join(line.plain for line in app.screen.query_one("#feedback", Prose).drawn(76))
        assert "iq1" in text
        assert app.posed.question.answer[language] in text
        await pilot.press("1", "2", "2", "enter")
        await pilot.pause()
        assert VERDICTS[language]["self"] in shown(app)
        assert app.screen.mark.score == pytest.approx(1 / len(app.posed.choices))


@pytest.mark.parametrize(("asked", "text"), [("memory", "abc"), ("weights-shape", "wide"), ("write", "dy @ (")])
async def test_what_cannot_be_read_stays_and_is_not_logged(running, asked, text):
    async with running(drill=asked) as (app, pilot):
        await pilot.press(*("space" if char == " " else char for char in text), "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.mark is None
        assert app.screen.query_one(Input).value == text
        assert app.screen.box.complaint.display
        assert not app.session.history.record.reviews


async def test_an_empty_field_is_complained_about(running, shown):
    async with running(drill="gaps") as (app, pilot):
        await pilot.press("w", "enter", "enter")
        await pilot.pause()
        assert app.screen.mark is None
        assert "Nothing is typed here yet." in shown(app)


async def test_a_choice_stands_right_below_its_question_and_can_be_clicked(running):
    async with running("en", (120, 50), drill="one") as (app, pilot):
        assert app.screen.query_one("#dock").region.y == app.screen.query_one("#prompt").region.bottom + 1
        await pilot.click(Choices, offset=(6, 1))
        await pilot.pause()
        assert app.screen.mark is not None
        assert app.screen.box.chosen == app.posed.choices[1].id


async def test_arrows_and_enter_choose(running):
    async with running(drill="one") as (app, pilot):
        await pilot.press("down", "down", "up", "enter")
        await pilot.pause()
        assert app.screen.box.chosen == app.posed.choices[1].id


@pytest.mark.parametrize("asked", ["order", "pairs", "claim", "bug"])
async def test_backspace_takes_a_pick_back(running, asked, shown):
    async with running(drill=asked) as (app, pilot):
        before = shown(app)
        assert "Take back" not in before
        await pilot.press("1")
        await pilot.pause()
        assert "Take back" in shown(app)
        await pilot.press(*["backspace"] * 3)
        await pilot.pause()
        assert shown(app) == before


@pytest.mark.parametrize("asked", ["order", "pairs"])
async def test_enter_before_the_end_complains(running, asked, shown):
    async with running(drill=asked) as (app, pilot):
        await pilot.press("1", "enter")
        await pilot.pause()
        assert app.screen.mark is None
        assert "first" in shown(app)


async def test_a_line_is_judged_in_a_thread_while_the_app_answers(running, grader, shown):
    grader.gate.clear()
    async with running(drill="write") as (app, pilot):
        await pilot.press("d", "y", "enter")
        await pilot.pause()
        assert "Running your line" in shown(app)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen.mark is None
        grader.gate.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert VERDICTS["zh"]["right"] in shown(app)


async def test_leaving_while_a_line_is_judged_still_logs_it(running, grader):
    grader.gate.clear()
    async with running(drill="write") as (app, pilot):
        await pilot.press("d", "y", "enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomePage)
        grader.gate.set()
        for _ in range(100):
            await pilot.pause(0.02)
            if app.session.history.record.reviews:
                break
        assert len(app.session.history.record.reviews) == 1


async def test_e_shows_the_whole_question_only_after_the_answer(running, shown):
    async with running(drill="one") as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, QuizPage)
        await pilot.press("1", "e")
        await pilot.pause()
        assert app.posed.question.answer["en"] in shown(app)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, QuizPage)


async def test_nothing_left_is_said_and_only_back_is_offered(running, shown):
    async with running() as (app, pilot):
        app.session.next = lambda topic=None: None
        app.open(Place("quiz"))
        await pilot.pause()
        text = shown(app)
        assert "Nothing is due and nothing is new" in text
        assert "Submit" not in text
        await pilot.press("1", "enter", "backspace", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomePage)


async def test_a_log_that_cannot_be_written_is_said_and_the_answer_stays(running, monkeypatch, shown):
    async with running(drill="memory") as (app, pilot):

        def fails(*_args):
            raise LogUnusable(app.session.paths.log, "disk full")

        monkeypatch.setattr(app.session, "answer", fails)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "disk full" in shown(app)
        assert app.screen.query_one(Input).value == "1"


@pytest.mark.parametrize(
    ("asked", "pressed"),
    [
        ("one", ["1"]),
        ("several", ["1", "enter"]),
        ("claim", ["1", "1"]),
        ("bug", ["1", "1"]),
        ("open", ["f5", "enter"]),
    ],
)
async def test_a_log_that_cannot_be_written_is_said_under_every_kind_of_choice(
    running, shown, asked, pressed, monkeypatch
):
    async with running(drill=asked) as (app, pilot):

        def fails(*_args):
            raise LogUnusable(app.session.paths.log, "disk full")

        monkeypatch.setattr(app.session, "answer", fails)
        await pilot.press(*pressed)
        await pilot.pause()
        assert app.screen.mark is None
        assert "disk full" in shown(app)


async def test_enter_with_nothing_ticked_complains(running, shown):
    async with running(drill="several") as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.mark is None
        assert "Choose at least one" in shown(app)


async def test_a_card_of_the_bank_fits_with_all_of_its_choices(running, language):
    """Prompt and choices at once, nothing scrolled away; the open question's long text may scroll later.

    One card in SOME: `content check` counts the rows of every one, and test_fits.py holds its counting to the app.
    """
    async with running(language) as (app, pilot):
        cards = list(app.session.bank.cards)[::SOME]
        turn = iter(cards)
        app.session.next = lambda topic=None: app.session.pose(next(turn), 1)
        await pilot.press("enter")
        too_big = []
        for card in cards:
            await pilot.pause()
            page = app.screen
            if page.query_one("#pane").max_scroll_y or page.box.max_scroll_y:
                too_big.append(card)
            if card != cards[-1]:
                await page.ask()
        assert not too_big


async def test_what_is_written_for_an_open_question_survives_leaving(running):
    async with running(drill="open") as (app, pilot):
        await pilot.press("t", *"aloud")
        assert app.screen.leave()
        app.pop_screen()
        await pilot.pause()
        assert isinstance(app.screen, HomePage)
        await pilot.press("enter")
        for _ in range(100):
            if isinstance(app.screen, QuizPage) and app.screen.box is not None:
                break
            await pilot.pause(0.05)
        assert app.screen.box.written == "aloud"


async def test_a_fault_of_ours_while_marking_keeps_the_answer_and_the_app(running, grader, shown):
    grader.check_line = None  # as wrong as a grader can be
    async with running(drill="write") as (app, pilot):
        await pilot.press(*"x.T@dy", "enter")
        for _ in range(100):
            if "gradlings failed, not you" in shown(app):
                break
            await pilot.pause(0.05)
        assert "gradlings failed, not you" in shown(app)
        assert app.screen.query_one(Input).value == "x.T@dy"
        assert app.screen.mark is None


async def test_a_line_that_cannot_be_judged_can_be_left_for_another_time(running, grader, shown):
    grader.line = "infra"
    async with running() as (app, pilot):
        session = app.session
        card = next(card.id for card in session.bank.cards.values() if card.kind == "line")
        session.visit(Place("quiz", card, 5))
        app.open(Place("quiz"))
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.box is not None)
        page = app.screen
        assert "F7 Later" not in shown(app)
        await pilot.press(*"dw=1", "enter")
        await until(pilot, lambda: "says the grader" in shown(app) and "F7 Later" in shown(app))
        await pilot.press("f7")
        await until(pilot, lambda: page.posed.card != card)
        assert not page.can("later")
        assert not session.history.record.reviews
        assert card not in {session.next().card for _ in range(3)}
