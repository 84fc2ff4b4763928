"""Draws docs/check.svg, the picture of the README: the app itself, on a learner made up here."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from exercises.catalog import Catalog
from quiz.paths import find_paths
from quiz.session import open_session
from quiz.ui.app import Gradlings

DOCS = Path(__file__).parent.parent / "docs"
MISTAKE = "db-averaged"


async def draw(home: str) -> None:
    """An exercise, and a check that names a mistake."""
    session = open_session(find_paths({"GRADLINGS_HOME": home}))
    exercise = Catalog().get("layers/dense")
    (mistake,) = (m for m in exercise.mistakes if m.id == MISTAKE)
    session.draft(exercise.id)
    session.save(exercise.id, mistake.apply(exercise.solution))
    app = Gradlings(session)
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"dense", "enter")
        await pilot.pause(1.0)
        await pilot.press("f5")
        await pilot.pause(4.0)
        await pilot.press("f3", "f3")
        await pilot.pause()
        app.save_screenshot("check.svg", str(DOCS))
    session.close()


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(folder))
