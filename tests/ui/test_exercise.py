"""The exercise page: writing, saving, checking, hints, solution, reset; and a check that outlives its page."""

import pytest
from textual.widgets import DataTable

from grader import Grader as RealGrader
from quiz.log import Log
from quiz.progress import Place
from quiz.ui.screens.confirm import Confirm
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.home import HomePage
from quiz.workspace import Unusable
from quiz.zone import local_now
from tests.ui.conftest import report
from tests.ui.waiting import until

DENSE = "layers/dense"


async def to_dense(pilot):
    pilot.app.open(Place("exercise", exercise=DENSE))
    await pilot.pause()
    page = pilot.app.screen
    assert isinstance(page, ExercisePage)
    assert page.exercise.id == DENSE
    return page


async def judged(pilot):
    await pilot.app.workers.wait_for_complete()
    pages = [page for page in pilot.app.screen_stack if isinstance(page, ExercisePage)]
    await until(pilot, lambda: all(page.errand is None for page in pages))
    await pilot.pause()
    await pilot.pause()


def explained(app):
    log = Log.open(app.session.paths.log, "test", local_now)
    told = [(event.body["step"], event.body["steps"]) for event in log.events() if event.kind == "explained"]
    log.close()
    return told


def on_disk(app):
    return (app.session.paths.work / "layers" / "dense.py").read_text(encoding="utf-8")


async def test_narrow_shows_one_pane_at_a_time_and_wide_shows_all(running):
    async with running(size=(80, 24)) as (app, pilot):
        page = await to_dense(pilot)
        assert [page.query_one(f"#{pane}").region.area > 0 for pane in ("statement", "editor")] == [True, False]
        await pilot.press("f6")
        await pilot.pause()
        assert [page.query_one(f"#{pane}").region.area > 0 for pane in ("statement", "editor")] == [False, True]
        assert app.focused is page.editor
        await pilot.press("ctrl+o", "f6")
        await pilot.pause()
        assert app.focused.id == "statement"
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert all(page.query_one(f"#{pane}").region.area > 0 for pane in ("statement", "editor", "report"))
        page.editor.load_text("line\n" * 99)  # with a scroll bar
        for columns, code in ((120, 66), (140, 80)):
            await pilot.resize_terminal(columns, 40)
            await until(pilot, lambda: app.size.width == columns == page.editor.region.right)  # noqa: B023
            editor = page.editor
            await until(pilot, lambda: editor.scrollable_content_region.width - editor.gutter_width >= code)  # noqa: B023


async def test_a_tab_can_be_clicked(running):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.click("#tabs", offset=(10, 0))
        await pilot.pause()
        assert app.focused is page.editor


async def test_a_check_shows_verdict_cause_table_and_worst_entries(running, language, size, shown):
    async with running(language, size) as (app, pilot):
        page = await to_dense(pilot)
        page.show_pane("editor")
        await pilot.press("f5" if language == "en" else "ctrl+r")
        await judged(pilot)
        for expected in {
            "en": ["✗ not passed", "the message", "1. dw alone is wrong", "gradient:dw", "1/2"],
            "zh": ["✗ 未通过", "这是消息", "1. 只有 dw 不对", "gradient:dw", "1/2"],
        }[language]:
            await until(pilot, lambda expected=expected: expected in shown(app))
        assert page.query_one(DataTable).row_count == 6
        assert page.query_one(DataTable).cursor_row == 3
        details = "\n".join(line.plain for line in page.query_one("#details").drawn(76))
        assert "[0, 1]" in details
        assert "nan" in details
        assert {"en": "case tiny, dense_forward:\n  ", "zh": "用例 tiny，dense_forward：\n  "}[language] in details
        assert "printed by the code" in details


async def test_the_rows_of_a_report_have_their_height_before_the_table_has_counted_them(running):
    async with running(size=(120, 40)) as (_, pilot):
        page = await to_dense(pilot)
        table = page.query_one(DataTable)
        page.report.show(report(DENSE, "fail"))
        assert table.row_count
        assert table.styles.height.cells == table.header_height + table.row_count


async def test_a_mistake_is_disclosed_step_by_step_a_key_each(running, language, size, shown):
    async with running(language, size) as (app, pilot):
        page = await to_dense(pilot)
        page.show_pane("editor")
        await pilot.press("f3")
        assert not page.can("explain")
        await pilot.press("f5")
        await judged(pilot)
        assert {"en": "F3 Why", "zh": "F3 错因"}[language] in shown(app).splitlines()[-1]
        assert {"en": "the next step (2 of 3)", "zh": "第 2 步，共 3 步"}[language] in shown(app)
        page.show_pane("editor")
        await pilot.press("f3")
        await pilot.pause()
        assert {"en": "2. all of it", "zh": "2. 全部元素"}[language] in shown(app)
        assert {"en": "doubled", "zh": "多了一倍"}[language] not in shown(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert {"en": "3. The cause: dw is doubled", "zh": "3. 错因：dw 多了一倍"}[language] in shown(app)
        assert {"en": "F4 or Ctrl+T gives a hint", "zh": "按 F4 或 Ctrl+T 看提示"}[language] in shown(app)
        assert "F3" not in shown(app)
        assert page.editor.text == page.exercise.starter
    assert explained(app) == [(2, 3), (3, 3)]


async def test_a_step_below_the_edge_of_a_small_report_is_scrolled_to(running, grader, shown):
    grader.verdict = "error"
    async with running(size=(120, 24)) as (app, pilot):
        await to_dense(pilot)
        await pilot.press("f5")
        await judged(pilot)
        await pilot.press("f3", "f3")
        await pilot.pause()
        assert "The cause: dw is doubled" in shown(app)


async def test_what_was_disclosed_of_a_mistake_stays_until_there_is_another(running, grader, shown):
    async with running(size=(120, 40)) as (app, pilot):
        await to_dense(pilot)
        for verdict, expected in (("fail", False), ("fail", True), ("pass", False), ("fail", False)):
            grader.verdict = verdict
            await pilot.press("f5")
            await judged(pilot)
            assert ("The cause: dw is doubled" in shown(app)) == expected
            await pilot.press("f3", "f3")
    assert explained(app) == [(2, 3), (3, 3)] * 2


async def test_an_exception_shows_the_line_that_failed_and_the_shapes(running, grader, shown):
    grader.verdict = "error"
    async with running() as (app, pilot):
        await to_dense(pilot)
        await pilot.press("f5")
        await judged(pilot)
        shown_lines = [line.strip(" │▄▂▁▃▅▆▇█") for line in shown(app).splitlines()]
        at = shown_lines.index("line 4, in dense_forward:")
        assert shown_lines[at + 1 : at + 4] == ["x @ w", "^", "x (2, 3)"]


async def test_the_real_grader_refuses_the_starter_and_passes_the_solution(running, shown):
    async with running(size=(120, 40)) as (app, pilot):
        app.session._make_grader = RealGrader
        page = await to_dense(pilot)
        page.show_pane("editor")
        await pilot.press("f5")
        await judged(pilot)
        assert "not written yet" in shown(app)
        page.editor.load_text(page.exercise.solution)
        await pilot.press("f5")
        await judged(pilot)
        assert page.report.report.passed
        assert "✓ passed" in shown(app)
        assert page.can("solution")


async def test_typing_and_reading_go_on_while_a_check_runs(running, grader, shown):
    grader.gate.clear()
    async with running(size=(120, 40)) as (app, pilot):
        page = await to_dense(pilot)
        page.show_pane("editor")
        await pilot.press("f5", "f5", "x", "y")
        await pilot.pause()
        assert "checking" in shown(app)
        assert "Check" not in shown(app).splitlines()[-1]
        assert page.editor.text.startswith("xy")
        grader.gate.set()
        await judged(pilot)
        assert page.report.report is not None
        assert "Check" in shown(app).splitlines()[-1]


async def test_leaving_during_a_check_keeps_its_verdict(running, grader, shown):
    grader.gate.clear()
    grader.verdict = "pass"
    async with running() as (app, pilot):
        await to_dense(pilot)
        await pilot.press("f5")
        await app.go(Place("home"))
        await pilot.pause()
        assert isinstance(app.screen, HomePage)
        grader.gate.set()
        await judged(pilot)
        assert "layers/dense: passed" in shown(app)
        assert app.session.history.record.status[DENSE] == "passed"


async def test_a_fault_of_ours_is_called_ours(running, grader, shown):
    grader.raises = True
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f5")
        await judged(pilot)
        assert "the grader failed, not your code" in shown(app)
        assert page.can("check")


@pytest.mark.parametrize("way", ["wait", "check", "leave", "quit"])
async def test_a_draft_is_saved(running, way, monkeypatch):
    monkeypatch.setattr("quiz.ui.screens.draft.AUTOSAVE_SECONDS", 0.5 if way == "wait" else 60)
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f6", "#", "q")
        await pilot.pause()
        assert not on_disk(app).startswith("#q")
        if way == "wait":
            for _ in range(100):
                await pilot.pause(0.02)
                if page.saved.startswith("#q"):
                    break
        else:
            await pilot.press({"check": "f5", "leave": "escape", "quit": "ctrl+q"}[way])
            await pilot.pause()
        assert on_disk(app).startswith("#q")
        assert page.saved.startswith("#q")


async def test_what_another_editor_wrote_is_taken_over_before_a_check(running):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        (app.session.paths.work / "layers" / "dense.py").write_text("# from elsewhere\n", encoding="utf-8")
        await pilot.press("f5")
        await judged(pilot)
        assert page.editor.text == "# from elsewhere\n"


async def test_what_is_written_on_both_sides_is_kept_on_both_sides(running, shown):
    async with running() as (app, pilot):
        await to_dense(pilot)
        await pilot.press("f6", "#")
        (app.session.paths.work / "layers" / "dense.py").write_text("# from elsewhere\n", encoding="utf-8")
        await pilot.press("f5")
        await judged(pilot)
        assert on_disk(app).startswith("#")
        assert not on_disk(app).startswith("# from elsewhere")
        kept = [path.read_text(encoding="utf-8") for path in app.session.paths.work.rglob("*.py*")]
        assert "# from elsewhere\n" in kept
        assert "changed elsewhere" in shown(app)


async def test_a_file_with_odd_line_ends_is_written_only_when_it_is_edited(running):
    async with running() as (app, pilot):
        file = app.session.paths.work / "layers" / "dense.py"
        file.parent.mkdir()
        odd = b"a = 1\r\nb = 2\nc = 3\x0c\n"
        file.write_bytes(odd)
        page = await to_dense(pilot)
        assert not page.dirty
        await pilot.press("escape")
        await pilot.pause()
        assert file.read_bytes() == odd


async def test_what_could_not_be_saved_is_not_lost_to_a_reset(running, monkeypatch):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f6", "#")

        def full(*_):
            raise Unusable(app.session.workspace.path(DENSE), "disk full")

        monkeypatch.setattr(app.session, "save", full)
        await pilot.press("ctrl+o", "z", "y")
        await pilot.pause()
        assert page.editor.text.startswith("#")


async def test_hints_come_one_by_one_and_the_last_one_stays(running):
    async with running() as (_app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f4", "ctrl+t", "f4", "f4")
        await pilot.pause()
        assert [number for number, _hint in page.hints] == [1, 2, 3]


async def test_the_solution_opens_only_after_a_pass(running, grader, shown):
    grader.verdict = "pass"
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f7")
        await pilot.pause()
        assert app.screen is page
        await pilot.press("f5")
        await judged(pilot)
        await pilot.press("f7")
        await pilot.pause()
        assert "Reference solution" in shown(app)
        assert "def dense_forward" in shown(app)


async def test_reset_asks_and_keeps_a_backup(running, shown):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f6", "#", "ctrl+o", "z")
        await pilot.pause()
        assert "Put the starter back?" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert page.editor.text.startswith("#")
        await pilot.press("z", "y")
        await pilot.pause()
        assert page.editor.text == page.exercise.starter
        kept = [path.read_text(encoding="utf-8") for path in app.session.paths.work.rglob("*") if path.is_file()
                and path.suffix == ".py" and path.name != "dense.py"]  # fmt: skip
        assert any(text.startswith("#") for text in kept)


@pytest.mark.parametrize("way", [["z"], ["ctrl+p", *"starter", "enter"]], ids=["key", "palette"])
async def test_a_reset_takes_the_hints_away_and_they_come_again_from_the_first(running, shown, way):
    async with running(size=(120, 40)) as (app, pilot):
        page = await to_dense(pilot)
        heads = [page.voice("exercise.hint", n=n, total=len(page.exercise.hints)) for n in (1, 2)]
        await pilot.press("h", "h")
        await until(pilot, lambda: heads[1] in shown(app))
        await pilot.press(*way)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: page.hints == [])
        await pilot.pause()
        assert not any(head in line.plain for line in page.query_one("#task").drawn(60) for head in heads)
        await pilot.press("h")
        await until(pilot, lambda: heads[0] in shown(app))
        assert [number for number, _hint in page.hints] == [1]
        assert app.session.history.record.hints[DENSE] == 1


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_what_cannot_be_saved_is_left_only_when_asked_twice(running, key, shown):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        file = app.session.paths.work / "layers" / "dense.py"
        file.unlink()
        file.mkdir()
        await pilot.press("f6", "#", key)
        await pilot.pause()
        assert app.screen is page
        assert page.editor.text.startswith("#")
        assert "could not be saved" in shown(app)
        await pilot.press(key)
        await pilot.pause()
        assert app._exit or app.screen is not page


EDITS = [
    (["d", "e", "f", ":", "enter", "x"], "def:\n    x"),
    (["tab", "x", "enter", "y"], "    x\n    y"),
    (["tab", "backspace", "x"], "x"),
    (["tab", "x", "shift+tab"], "x"),
    (["a", "enter", "b", "ctrl+a", "shift+up", "tab"], "    a\n    b"),
]


@pytest.mark.parametrize(("pressed", "expected"), EDITS)
async def test_the_editor_indents_as_python_wants(running, pressed, expected):
    async with running() as (_app, pilot):
        page = await to_dense(pilot)
        page.show_pane("editor")
        page.editor.load_text("")
        await pilot.press(*pressed)
        await pilot.pause()
        assert page.editor.text == expected


async def test_python_is_highlighted_by_the_grammar_alone(running):
    async with running() as (_app, pilot):
        page = await to_dense(pilot)
        assert page.editor.is_syntax_aware
        assert page.editor._highlights


async def test_an_undo_that_empties_the_last_rows_keeps_the_app(running):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        page.show_pane("editor")
        await pilot.pause()
        starter = page.editor.text
        page.editor.move_cursor(page.editor.document.end)
        await pilot.press("backspace", "r", "enter", *"y = x", "enter", "z")
        await pilot.pause()
        for _ in range(8):
            await pilot.press("ctrl+z")
            await pilot.pause(0.05)
        assert page.editor.text == starter
        assert app.is_running


async def test_a_function_key_is_the_pages_own_while_one_types(running):
    async with running() as (_app, pilot):
        page = await to_dense(pilot)
        page.editor.focus()
        await pilot.press("f6")
        await pilot.pause()
        assert page.editor.selection.is_empty
        assert not page.editor.has_focus
