"""Exercises of others and the path through all of them, in the app."""

import pytest

from quiz.paths import Paths
from quiz.progress import Place
from quiz.session import open_session
from quiz.ui.app import Gradlings
from quiz.ui.commands import entries
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.home import HomePage
from tests.packs import make_core
from tests.samples import make_exercise

WORD = {"en": "start anyway", "zh": "也可直接开始"}


@pytest.fixture
def opened(tmp_path, compiled, grader):
    """A session with a folder of exercises, and one that is gone."""
    make_exercise(tmp_path / "acme", "layers/dense", prerequisites=["layers/mine"])
    make_exercise(tmp_path / "acme", "layers/mine")
    core, folders = make_core(tmp_path / "core"), (tmp_path / "acme", tmp_path / "gone")
    paths = Paths(tmp_path / "work", tmp_path / "data", compiled, core, exercises=folders)
    sessions = []

    def with_language(language):
        sessions.append(open_session(paths, language, grader=lambda: grader))
        return sessions[-1]

    yield with_language
    for session in sessions:
        session.close()


async def test_a_missing_folder_is_a_warning_with_path_and_remedy_and_the_app_starts(opened, language, shown):
    app = Gradlings(opened(language))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        [said] = [notification.message for notification in app._notifications]
        assert str(app.session.paths.exercises[1]) in said
        assert "gradlings exercise remove" in said


async def test_home_marks_what_builds_on_others_and_says_that_one_can_start_anyway(opened, language, size, shown):
    app = Gradlings(opened(language))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(2):
            await pilot.press("right", "end")
            await pilot.pause()
        assert WORD[language] in shown(app)
        rows = [row for row in shown(app).splitlines() if "←" in row]
        assert len(rows) >= 2  # the word, and a row
        for track in app.session.home().tracks:
            for exercise in track.exercises:
                app.session.history.add("checked", {"exercise": exercise.id, "verdict": "pass"})
        app.screen.on_screen_resume()
        app.screen.speak()
        await pilot.pause()
        assert "←" not in shown(app)


async def test_an_exercise_of_others_opens_under_its_own_name_and_file(opened):
    app = Gradlings(opened("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        names = [entry.label.en for entry in entries(app, app.screen)]
        assert sum("(acme)" in name for name in names) == 2
        await app.go(Place("exercise", exercise="acme:layers/dense"))
        await pilot.pause()
        assert isinstance(app.screen, ExercisePage)
        assert (app.session.paths.work / "acme/layers/dense.py").is_file()
        await pilot.press("f5")
        await pilot.pause()
        assert app.session.history.record.last_exercise == "acme:layers/dense"


async def test_where_the_folder_is_not_given_again_the_app_opens_at_home(opened, tmp_path, compiled, grader):
    session = opened("en")
    session.visit(Place("exercise", exercise="acme:layers/dense"))
    session.close()
    paths = Paths(tmp_path / "work", tmp_path / "data", compiled, tmp_path / "core")
    app = Gradlings(open_session(paths, "en", grader=lambda: grader))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomePage)
    app.session.close()
