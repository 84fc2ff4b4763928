"""What packs, corrections and error reports look like in the app."""

from datetime import UTC, date, datetime

import pytest

from exercises.content import Text
from quiz.errata import Correction, Erratum
from quiz.paths import Paths
from quiz.record import Record
from quiz.session import Place, open_session
from quiz.ui.app import Gradlings
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.lines import Prose
from tests.packs import make_core, make_pack
from tests.ui.waiting import until

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path, compiled, grader):
    """A session on a small core, with a pack in English."""
    core = make_core(tmp_path / "core")
    acme = make_pack(tmp_path / "acme", "gnn", topics='gnn = { en = "Graphs" }', english=True)
    paths = Paths(tmp_path / "work", tmp_path / "data", compiled, core, (acme, tmp_path / "gone"))
    sessions = []

    def with_language(language):
        sessions.append(open_session(paths, language, lambda: NOON, lambda: grader))
        return sessions[-1]

    yield with_language
    for session in sessions:
        session.close()


def text_of(app, pane):
    return "\n".join(line.plain for line in app.screen.query_one(pane, Prose).drawn(76))


async def test_a_missing_pack_is_a_warning_with_path_and_remedy_and_the_app_starts(opened, language, shown):
    app = Gradlings(opened(language))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        [said] = [notification.message for notification in app._notifications]
        assert f"{app.session.paths.packs[1]}" in said
        assert "gradlings packs remove" in said
        assert "MLP" in shown(app) or "多层感知机" in shown(app)


async def test_topic_card_and_palette_say_that_a_text_is_in_the_other_language(opened, shown):
    app = Gradlings(opened("zh"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[en] Graphs" in shown(app)
        assert "多层感知机" in shown(app)
        await app.go(Place("quiz", topic="gnn"))
        await pilot.pause()
        assert shown(app).splitlines()[0].strip().startswith("[en] Every kind  |")
        assert "Which map?" in shown(app)
        await pilot.press("f2")
        await pilot.pause()
        assert shown(app).splitlines()[0].strip().startswith("Every kind  |")


async def test_a_correction_stays_on_the_home_screen_until_it_is_read(running, language, shown, monkeypatch):
    entry = Erratum("core:a/b#c", date(2026, 3, 4), "0", "1", Text("It said false.", "原来写成了错。"))
    found = Correction(entry.card, Text("Chain rule", "链式法则"), (entry,))
    async with running(language) as (app, pilot):
        told = app.session.history.record.corrections
        monkeypatch.setattr(type(app.session), "corrections", lambda _: () if ("core:a/b#c", "1") in told else (found,))
        app.screen.on_screen_resume()
        app.screen.speak()
        await pilot.pause()
        line = app.voice("home.corrections", n=1)
        assert line[:40] in shown(app).replace("\n", " ")
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, Reader)
        said = text_of(app, "#prompt")
        assert entry.wrong[language] in said
        assert f"{found.title[language]}" in said
        assert "2026-03-04" in said
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query_one("#corrections").display
        assert not app.screen.can("corrections")
        assert Record.of(app.session.history._log.events()).corrections == {("core:a/b#c", "1")}


@pytest.mark.parametrize("answered", [False, True])
async def test_an_exclamation_mark_writes_a_report_on_the_card_and_shows_where(running, shown, answered):
    """The path is whole, on one row, and covers nothing."""
    async with running("zh", (140, 24), drill="one") as (app, pilot):
        if answered:
            await pilot.press("1")
            await pilot.pause()
        await pilot.press("!")
        await pilot.pause()
        [path] = (app.session.paths.data / "reports").iterdir()
        await until(pilot, lambda: any(str(path) in row for row in shown(app).splitlines()))
        assert all(choice.text.zh in shown(app) for choice in app.posed.choices)
        assert app.voice("action.help") in shown(app).splitlines()[-1]
        text = path.read_text(encoding="utf-8")
        chosen = app.posed.choices[0].id
        assert (f'{{"chosen": ["{chosen}"]}}' in text) is answered
        assert (app.voice("complaint.no_answer") in text) is not answered
        await pilot.press("!")
        await pilot.pause()
        assert len(list(path.parent.iterdir())) == 2


async def test_while_one_types_an_exclamation_mark_is_text_and_f9_reports(running, tmp_path):
    async with running(drill="name") as (app, pilot):
        await pilot.press("!")
        assert app.focused.value == "!"
        assert not (tmp_path / ".data/reports").exists()
        await pilot.press("f9")
        await pilot.pause()
        [path] = (tmp_path / ".data/reports").iterdir()
        assert '"!"' not in path.read_text(encoding="utf-8")


async def test_the_next_card_is_reported_without_the_answer_to_the_last(running, tmp_path):
    async with running(drill="one") as (_app, pilot):
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("!")
        await pilot.pause()
        [path] = (tmp_path / ".data/reports").iterdir()
        assert "not answered yet" in path.read_text(encoding="utf-8")


async def test_a_verdict_is_reported_with_its_finding_once_there_is_one(running, tmp_path, language):
    async with running(language) as (app, pilot):
        app.open(Place("exercise", exercise="layers/dense"))
        await pilot.pause()
        assert not app.screen.can("complain")
        await pilot.press("f5")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("f9")
        await pilot.pause()
        [path] = (tmp_path / ".data/reports").iterdir()
        text = path.read_text(encoding="utf-8")
        assert "`halved (gradient:dw)`" in text
        assert str(tmp_path) not in text
        assert "def dense_forward" not in text


async def test_a_report_that_cannot_be_written_says_why(running, tmp_path):
    async with running(drill="one") as (app, pilot):
        (tmp_path / ".data/reports").write_text("a file in the place of the folder")
        await pilot.press("!")
        await pilot.pause()
        said = "".join(notification.message for notification in app._notifications)
        assert str(tmp_path / ".data/reports") in said


async def test_below_level_b_the_line_of_a_pack_is_refused_in_its_field(opened, grader, shown, monkeypatch):
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    grader.prove = lambda: "D"
    session = opened("en")
    posed = session.pose("acme:gnn/every-kind#write", 1)
    session.next = lambda topic=None: posed
    app = Gradlings(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*("space" if char == " " else char for char in "x.T @ dy"), "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.mark is None
        assert "gradlings doctor" in shown(app)
        assert "GRADLINGS_REQUIRE_ISOLATION=D" in " ".join(shown(app).split())
