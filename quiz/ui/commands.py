"""What the palette offers: the acts of the page on top, every place to go, and the app's own commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from exercises.content import Text
from quiz.packs import of_pack
from quiz.progress import Place
from quiz.ui.acts import Act
from quiz.ui.screens.page import Page
from quiz.ui.screens.palette import Entry
from quiz.words import in_both, marked

if TYPE_CHECKING:
    from quiz.ui.app import Gradlings


def entries(app: Gradlings, page: Page) -> list[Entry]:
    """In the order in which they are likely wanted."""
    acts = [act for act in page.acts if act.palette and page.can(act.name)]
    own = [Act("theme", on_app=True), Act("screenshot", on_app=True)]
    if not any(act.name == "quit" for act in acts):
        own.append(Act("quit", "ctrl+q", on_app=True))
    return [*(_act(page, act) for act in acts), *_places(app), *(_act(page, act) for act in own)]


def _act(page: Page, act: Act) -> Entry:
    return Entry(in_both(f"help.{act.name}"), act.all_keys if act.keys else "", partial(page.run_action, act.action))


def _places(app: Gradlings) -> list[Entry]:
    home = app.session.home()
    rows = [("help.go_home", Text(), Place("home")), ("help.go_milestones", Text(), Place("milestones"))]
    rows.append(("help.go_plan", Text(), Place("plan")))
    rows.append(("help.go_mock", Text(), Place("mock")))
    rows += [("help.go_topic", topic.title, Place("quiz", topic=topic.topic)) for topic in home.topics]
    rows += [
        (
            "help.go_exercise",
            of_pack(exercise.title, exercise.id.rpartition(":")[0]),
            Place("exercise", exercise=exercise.id),
        )
        for track in home.tracks
        for exercise in track.exercises
    ]
    return [Entry(_named(key, title), "", _going(app, place)) for key, title, place in rows]


def _named(key: str, title: Text) -> Text:
    en, zh = (in_both(key, title=marked(title, language)) for language in ("en", "zh"))
    return Text(en.en, zh.zh)


def _going(app: Gradlings, place: Place) -> Callable[[], object]:
    return partial(app.go, place)
