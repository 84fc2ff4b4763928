"""Questions in one language, explanations in another; and one key for the other language of what stands there."""

import pytest
from textual.widgets import Input

from quiz.progress import Place
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.reader import Reader
from tests.ui.waiting import until


def texts(page):
    """The question, the options and the feedback as drawn."""
    return {
        "prompt": [block.text for block in page.query_one("#prompt").blocks],
        "options": [row.text for row in page.query_one("#options").rows],
        "feedback": "\n".join(block.text for block in page.query_one("#feedback").blocks),
    }


@pytest.mark.parametrize(("interface", "interview"), [("zh", "en"), ("en", "zh"), ("zh", None)])
async def test_prompts_and_options_go_by_one_setting_and_feedback_by_the_other(running, interface, interview):
    async with running(interface, drill="one") as (app, pilot):
        app.session.configure(interview=interview)
        asking = interview or interface
        page, posed = app.screen, app.posed
        page.speak()
        await pilot.press("1")
        await until(pilot, lambda: page.mark is not None and page.query_one("#feedback").blocks)
        drawn, why = texts(page), [why for why in page.mark.why if why]
        assert drawn["prompt"][0] == posed.prompt[asking]
        assert drawn["options"] == [choice.text[asking] for choice in posed.choices]
        assert all(text[interface] in drawn["feedback"] for text in why)
        other = {"en": "zh", "zh": "en"}
        await pilot.press("o")
        await until(pilot, lambda: texts(page)["prompt"][0] == posed.prompt[other[asking]])
        turned = texts(page)
        assert turned["options"] == [choice.text[other[asking]] for choice in posed.choices]
        assert all(text[other[interface]] in turned["feedback"] for text in why)
        assert page.query_one("#where").content.startswith("[")
        assert (app.session.language, app.session.interview) == (interface, asking), "settings stay"
        await pilot.press("enter")
        await until(pilot, lambda: page.mark is None)
        assert texts(page)["prompt"][0] == posed.prompt[asking], "the next card is as set"
        assert not page.query_one("#where").content.startswith("[")


@pytest.mark.parametrize("key", ["f10", "ctrl+n"])
async def test_it_works_while_one_types(running, key):
    async with running("en", drill="memory") as (app, pilot):
        page = app.screen
        await pilot.press("4", "o", key)
        await until(pilot, lambda: page.query_one("#prompt").blocks[0].text == app.posed.prompt.zh)
        assert page.query_one(Input).value == "4o"


async def test_the_full_answer_turns_and_other_readers_do_not(running):
    async with running("en", drill="one") as (app, pilot):
        page = app.screen
        await pilot.press("1")
        await until(pilot, lambda: page.mark is not None)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Reader))
        await pilot.press("o")
        answer = app.posed.question.answer.zh
        await until(pilot, lambda: any(block.text == answer for block in app.screen.query_one("#prompt").blocks))
        await pilot.press("escape", "f1")
        await until(pilot, lambda: isinstance(app.screen, Reader) and not app.screen.can("turn"))


async def test_the_task_and_the_finding_of_an_exercise_turn(running, shown):
    async with running("en", (120, 40)) as (app, pilot):
        app.open(Place("exercise", exercise="layers/dense"))
        await until(pilot, lambda: isinstance(app.screen, ExercisePage) and app.screen.is_mounted)
        page = app.screen
        await pilot.press("f5")
        await until(pilot, lambda: page.report.report is not None)
        task = page.exercise.statement("zh").strip()
        await pilot.press("f10")
        await until(pilot, lambda: page.query_one("#task").blocks[0].text.strip() == task)
        assert "[Chinese]" in shown(app)
        assert "这是消息" in shown(app)
        assert app.session.language == "en"
