"""Waiting for a screen: by the clock, since a machine that runs many tests at once takes a while to draw."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.app import App
from textual.pilot import Pilot

SECONDS = 30.0
"""Far more than anything takes: whoever waits this long waits for something that does not come."""
STEP = 0.01


async def until(pilot: Pilot[int], true: Callable[[], object], what: str = "the screen") -> None:
    """Until this holds; else the failure shows what stands there instead."""
    give_up = monotonic() + SECONDS
    while True:
        await pilot.pause(STEP)
        if true():
            return
        if monotonic() > give_up:
            raise AssertionError(f"{what} never got there in {SECONDS:.0f} s; there stands:\n{screen_text(pilot.app)}")


def screen_text(app: App[int]) -> str:
    """Every row of the terminal as plain text, spaces at the end taken off."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
