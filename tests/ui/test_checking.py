"""A check on its way, a file that other programs write, the learner's own editor, and what opens after a verdict."""

import shutil
import sys
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from textual.widgets import DataTable

import quiz.ui.screens.draft
from exercises.content import Text
from grader.counterexample import Counterexample
from grader.heat import heatmap
from quiz.progress import Place
from quiz.ui.screens.case import CasePage
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.follow import FollowPage
from quiz.ui.screens.quiz import QuizPage
from quiz.ui.screens.solution import SolutionPage
from tests.ui import conftest
from tests.ui.waiting import until

DENSE = "layers/dense"
SMALLEST = Counterexample(
    "gradient", "dw", "", {"N": 1, "D": 1, "M": 1}, {"x": [[2.0]], "w": [[0.0]], "b": [0.0]}, {"dy": [[1.0]]}, 2,
    Text("dw must be 2, yours is 4", "dw 应为 2，你的是 4"), ((1, 1), (1, 1)), expected=[[2.0]],
)  # fmt: skip


async def to_dense(pilot):
    pilot.app.open(Place("exercise", exercise=DENSE))
    await until(pilot, lambda: isinstance(pilot.app.screen, ExercisePage) and pilot.app.screen.editor.text)
    return pilot.app.screen


async def check(pilot, page):
    await pilot.press("f5")
    await until(pilot, lambda: page.errand is None and page.report.report is not None)


@pytest.fixture
def told(monkeypatch):
    """A failure whose report has all that the real one has."""
    errors = np.full((2, 3), 1e-14)
    errors[0, 1], errors[1, 0] = 0.5, np.nan

    def full(exercise, verdict):
        found = conftest_report(exercise, verdict)
        checks = [replace(c, heat=heatmap(errors, 1e-12)) if c.worst else c for c in found.checks]
        return replace(found, checks=tuple(checks), counterexample=None if found.passed else SMALLEST)

    conftest_report = conftest.report
    monkeypatch.setattr(sys.modules["tests.ui.conftest"], "report", full)
    monkeypatch.setitem(conftest.FakeGrader.check.__globals__, "report", full)


async def test_a_check_shows_its_stages_and_esc_cancels_it_without_a_verdict(running, grader, language, shown):
    grader.gate.clear()
    async with running(language) as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("c")
        await until(pilot, lambda: page.stages == ["loads"])
        page.show_pane("report")
        await until(pilot, lambda: "✓ loads" in shown(app))
        assert {"en": "Esc Cancel", "zh": "Esc 取消"}[language] in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: {"en": "cancelled; there is no verdict", "zh": "已取消"}[language] in shown(app))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is page
        assert page.report.report is None
        assert app.session.history.record.status[DENSE] == "started"
        grader.gate.set()
        await check(pilot, page)
        assert page.report.report.verdict == "fail"


async def test_what_another_program_writes_is_taken_over_and_checked_at_once_when_that_is_wanted(
    running, grader, language, shown
):
    async with running(language) as (app, pilot):
        page = await to_dense(pilot)
        page.file.write_text("# first\n", encoding="utf-8")
        await until(pilot, lambda: page.editor.text == "# first\n")
        assert grader.sources == []
        await pilot.press("w")
        await until(pilot, lambda: {"en": "watching", "zh": "监视"}[language] in shown(app).splitlines()[0])
        assert app.session.settings.watch
        grader.gate.clear()
        page.file.write_text("# second\n", encoding="utf-8")
        await until(pilot, lambda: grader.sources == [b"# second\n"])
        page.file.write_text("# third, while the second is checked\n", encoding="utf-8")
        await until(pilot, lambda: len(grader.sources) == 2)
        grader.gate.set()
        await until(pilot, lambda: page.errand is None)
        assert grader.sources[1] == b"# third, while the second is checked\n"
        assert page.report.report is not None
        assert len(app.session.history.record.checks) == 1


async def test_unsaved_text_wins_over_what_another_program_writes_and_that_is_kept(running, grader, monkeypatch):
    monkeypatch.setattr(quiz.ui.screens.draft, "AUTOSAVE_SECONDS", 60)
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        app.session.configure(watch=True)
        page.watching = True
        await pilot.press("f6", "#")
        changes = []
        monkeypatch.setattr(page, "take_over", lambda take=page.take_over: changes.append(take()) or changes[-1])
        page.file.write_text("# from elsewhere\n", encoding="utf-8")
        await until(pilot, lambda: changes == [False])
        assert page.editor.text.startswith("#")
        assert grader.sources == []
        page.save()
        kept = [path.read_text(encoding="utf-8") for path in app.session.paths.work.rglob(".backups/**/*.py")]
        assert kept == ["# from elsewhere\n"]
        assert page.file.read_text(encoding="utf-8").startswith("#")


async def test_a_file_that_is_gone_is_not_replaced_by_the_starter(running):
    async with running() as (_app, pilot):
        page = await to_dense(pilot)
        page.file.write_text("# mine\n", encoding="utf-8")
        await until(pilot, lambda: page.editor.text == "# mine\n")
        page.file.unlink()
        assert not page.take_over()
        assert page.editor.text == "# mine\n"


NO_FALSE = pytest.mark.skipif(shutil.which("false") is None, reason="there is no program `false` here")


@pytest.mark.parametrize("editor", ["", "no-such-editor", pytest.param("false", marks=NO_FALSE), "works"])
async def test_the_own_editor_opens_the_file_and_comes_back_with_it(running, monkeypatch, tmp_path, shown, editor):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    suspended = []

    @contextmanager
    def suspend():  # as Textual has it: an exception in between leaves the app without its terminal
        suspended.append("away")
        yield
        suspended.append("back")

    program = f'{sys.executable} -c \'import sys; open(sys.argv[1], "a").write("# edited\\n")\''
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        monkeypatch.setattr(app, "suspend", suspend)
        app.session.configure(editor=program if editor == "works" else editor)
        await pilot.press("f6", "#", "ctrl+o", "e")
        await pilot.pause()
        if editor == "works":
            assert page.editor.text == f"#{page.exercise.starter}# edited\n"
        else:
            says = {"": "No editor is set", "false": "false ended with"}.get(editor, f"{editor} does not start")
            await until(pilot, lambda: says in " ".join(shown(app).split()))
            assert page.editor.text.startswith("#")
        assert suspended == (["away", "back"] if editor else [])


async def test_enter_unfolds_a_check_and_shows_the_heat_map_of_a_case(running, told, language, shown):
    async with running(language, (80, 24)) as (app, pilot):
        page = await to_dense(pilot)
        await check(pilot, page)
        table = page.query_one(DataTable)
        await until(pilot, lambda: app.focused is table)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CasePage) and "██" in shown(app))
        for text in {
            "en": ["gradient:dw  |  case tiny", "rows: D = 0…1; columns: M = 0…2", "· ██·", "! ·", "ratio",
                   "dw must be 2, yours is 4", "w Write as file"],
            "zh": ["gradient:dw  |  用例 tiny", "行：D = 0…1；列：M = 0…2", "· ██·", "! ·", "比值",
                   "dw 应为 2，你的是 4", "w 写成文件"],
        }[language]:  # fmt: skip
            assert text in shown(app)
        await pilot.press("w")
        repro = page.file.with_name("repro_dense.py")
        await until(pilot, repro.exists)
        assert "dw must be 2" in repro.read_text(encoding="utf-8") or language == "zh"
        # how long the path is, and so where it breaks, is up to the machine
        await until(pilot, lambda: "repro_dense.py" in "".join(shown(app).split()))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        await pilot.press("up", "enter")
        await until(pilot, lambda: table.row_count == 4)
        await pilot.press("enter")
        await until(pilot, lambda: table.row_count == 6)


async def test_after_a_pass_the_reference_stands_beside_and_questions_lead_to_the_quiz(
    running, grader, language, shown
):
    grader.verdict = "pass"
    async with running(language, (120, 40)) as (app, pilot):
        page = await to_dense(pilot)
        page.editor.load_text("def helper():\n    return 1\n\n\ndef dense_backward(dy, cache):\n    return helper()\n")
        await check(pilot, page)
        page.show_pane("statement")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SolutionPage) and "dense_backward" in shown(app))
        row = next(line for line in shown(app).splitlines() if "def dense_backward" in line)
        assert row.count("def dense_backward") == 2
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "dense_forward" in shown(app))
        assert max(line.count("def dense_backward") for line in shown(app).splitlines()) <= 1
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(app.screen, FollowPage) and app.screen.questions)
        chosen = app.screen.chosen
        assert DENSE in app.screen.questions[chosen].exercises
        asked = app.screen.questions[chosen].follow_ups[0][language]
        await until(pilot, lambda: asked[:12] in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.posed)
        assert app.screen.posed.card.startswith(f"{chosen}#")


async def test_before_a_pass_there_is_neither_solution_nor_question(running):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("s", "f7", "i")
        await pilot.pause()
        assert app.screen is page
