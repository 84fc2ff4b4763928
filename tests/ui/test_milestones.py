"""The page of milestones: what is missing, a curve that grows, its end in every way."""

import threading

import pytest

from exercises.content import Text
from grader.trained import Progress, Stumbled
from quiz.progress import Place
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.milestones import MilestonesPage
from quiz.words import Words
from tests.ui.waiting import until

NEEDS = ("layers/dense", "activations/relu", "losses/softmax-cross-entropy")
STEPS = 40


@pytest.fixture
def grader(grader):
    """Trains too: to `grader.score`, or `grader.end`; `grader.hold` keeps it at step 20 until it is set."""
    grader.score, grader.end, grader.hold, grader.ended = 0.97, None, threading.Event(), threading.Event()
    grader.hold.set()

    def train(milestone, exercises, sources):
        try:
            for step in range(1, STEPS + 1):
                if step == 20:
                    grader.hold.wait(10)
                    if grader.end is not None:
                        raise grader.end
                yield Progress(step, STEPS, 2.0 / step, grader.score if step == STEPS else None, 3.0)
        finally:
            grader.ended.set()

    grader.train = train
    return grader


async def to_milestones(app, pilot, passed=NEEDS):
    session = app.session
    for name in passed:
        session.start(name)
        session.history.add("checked", {"exercise": name, "verdict": "pass"})
    await pilot.press("m")
    await pilot.pause()
    assert isinstance(app.screen, MilestonesPage)
    return app.screen


async def trained(app, pilot):
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def test_every_act_has_its_words(language):
    words = Words(language)
    for act in MilestonesPage.ACTS:
        assert words(f"action.{act.name}")
        assert words(f"help.{act.name}")


async def test_what_is_missing_is_marked_and_nothing_is_trained(running, language, shown):
    async with running(language) as (app, pilot):
        page = await to_milestones(app, pilot, NEEDS[:1])
        words = Words(language)
        seen = shown(app)
        assert words("milestone.missing", n=2) in seen
        comma = words("plan.comma")
        assert words("milestone.layers", ids=comma.join(["layers/dense", "activations/relu"])) in seen
        missing = comma.join(["activations/relu", "losses/softmax-cross-entropy"])
        assert words("milestone.pass_first", ids=missing)[:60] in seen
        assert not page.can("train")
        await pilot.press("enter")
        await pilot.pause()
        assert page.worker is None
        assert words("action.train") not in shown(app).splitlines()[-1]


async def test_a_training_is_drawn_recorded_and_told(running, grader, language, size, shown):
    async with running(language, size) as (app, pilot):
        page = await to_milestones(app, pilot)
        grader.hold.clear()
        await pilot.press("enter")
        await until(pilot, lambda: page.progress is not None)
        assert "█" in shown(app)
        assert Words(language)("action.cancel") in shown(app).splitlines()[-1]
        grader.hold.set()
        await trained(app, pilot)
        assert len(page.losses) == STEPS
        seen = shown(app)
        assert ("✓ Goal reached: 97 %" if language == "en" else "✓ 达到目标：97 %") in seen
        assert Words(language)("milestone.best", score="97 %") in seen
        assert "[✓]" in seen
        assert app.session.history.record.scores == {"digits-mlp": [0.97]}


async def test_the_result_changes_its_language_with_everything_else(running, grader, shown):
    async with running("en") as (app, pilot):
        grader.score = 0.5
        await to_milestones(app, pilot)
        await pilot.press("f5")
        await trained(app, pilot)
        assert "✗ Goal missed: 50 %" in shown(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "✗ 没有达到目标：50 %" in shown(app)
        assert "Goal" not in shown(app)


async def test_escape_cancels_and_a_second_one_leaves(running, grader, shown):
    async with running() as (app, pilot):
        page = await to_milestones(app, pilot)
        grader.hold.clear()
        await pilot.press("enter")
        await until(pilot, lambda: page.progress is not None)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is page
        assert "Cancelled; nothing was recorded." in shown(app)
        steps = len(page.losses)
        grader.hold.set()
        await trained(app, pilot)
        assert grader.ended.is_set()
        assert len(page.losses) == steps
        assert app.session.history.record.scores == {}
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomePage)


async def test_leaving_by_the_palette_ends_the_training(running, grader):
    async with running() as (app, pilot):
        page = await to_milestones(app, pilot)
        grader.hold.clear()
        await pilot.press("enter")
        await until(pilot, lambda: page.progress is not None)
        await app.go(Place("quiz"))
        grader.hold.set()
        await trained(app, pilot)
        assert grader.ended.is_set()
        assert app.session.history.record.scores == {}


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (
            Stumbled("layers/dense", Text("dw has another shape", "dw 形状不对")),
            "✗ The training ended: layers/dense: dw",
        ),
        (RuntimeError("ours"), "the grader failed, not your code"),
    ],
    ids=["a layer", "ours"],
)
async def test_a_training_that_breaks_off_says_why_and_can_begin_again(running, grader, shown, end, said):
    async with running() as (app, pilot):
        grader.end = end
        page = await to_milestones(app, pilot)
        await pilot.press("enter")
        await trained(app, pilot)
        assert said in shown(app)
        assert page.can("train")
        grader.end = None
        await pilot.press("enter")
        await trained(app, pilot)
        assert "✓ Goal reached: 97 %" in shown(app)


async def test_another_milestone_under_the_cursor_is_told_about(running, shown):
    async with running() as (app, pilot):
        await to_milestones(app, pilot)
        assert "64 → 64 → 10" in shown(app)
        await pilot.press("down", "down")
        await pilot.pause()
        assert "The House That Jack Built" in shown(app)
        assert "at most 1.00 bits" in shown(app)


async def test_the_page_is_where_one_stands_after_a_restart_and_in_the_palette(running, shown):
    async with running() as (app, pilot):
        await to_milestones(app, pilot)
        assert app.session.history.record.place == Place("milestones")
        await pilot.press("ctrl+p", *"miles")
        await pilot.pause()
        assert "go: milestones" in shown(app)
    async with running() as (app, pilot):
        assert isinstance(app.screen, MilestonesPage)


async def test_enter_opens_the_exercise_that_is_still_missing(running):
    async with running("en", (80, 24)) as (app, pilot):
        page = await to_milestones(app, pilot, passed=NEEDS[:1])
        missing = page.chosen.missing[0]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExercisePage))
        assert app.screen.exercise.id == missing != NEEDS[0]
