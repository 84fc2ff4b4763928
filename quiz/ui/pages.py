"""Pages by their names: which one shows a place, imported when the first of its kind is wanted.

Owns where a page's class stands. Refuses to put a page up: the app does.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from quiz.practice import Practice
from quiz.progress import Place
from quiz.session import Session
from quiz.ui.screens.page import Page

PAGES = {
    "quiz": "QuizPage",
    "today": "TodayPage",
    "question": "QuestionPage",
    "exercise": "ExercisePage",
    "search": "SearchPage",
    "settings": "SettingsPage",
    "plan": "PlanPage",
    "stats": "StatsPage",
    "milestones": "MilestonesPage",
    "mock": "MockPage",
}
"""Module to class below `quiz.ui.screens`, the likeliest first."""
WHOLE = ("plan", "stats", "mock", "milestones")
"""Places whose page needs no more than the session."""


def page_class(name: str) -> type[Any]:
    """Imported when it is first asked for."""
    found: type[Any] = getattr(import_module(f"quiz.ui.screens.{name}"), PAGES[name])
    return found


def page_for(session: Session, place: Place) -> Page | None:
    """A new page; None for home, which is never new. Raises what the page does that cannot be opened."""
    name: str = place.screen
    about: tuple[object, ...] = ()
    if name == "quiz":
        practice = Practice.at(place)
        name, about = ("today", ()) if practice.mode == "today" else (name, (practice,))
    elif name == "question":
        about = (place.question,)
    elif name == "exercise":
        about = (place.exercise,)
    elif name not in WHOLE:
        return None
    page: Page = page_class(name)(session, *about)
    return page
