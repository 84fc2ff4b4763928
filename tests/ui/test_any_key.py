"""Any key at any time, on whatever page one gets to: nothing breaks, every page still says what its keys are."""

import random
from typing import get_args

from quiz.progress import Place, Screen
from quiz.ui.screens.page import Page

PRESSES = 15
"""On each page one begins with; most lead elsewhere."""
TYPED = [*"123456789abcdefghijklmnopqrstuvwxyz /:!?,.", "enter", "escape", "tab", "up", "down", "left", "right"]
MORE = ["backspace", "delete", "pageup", "pagedown", "home", "end", "space", "f1", "f2", "f3", "f4", "f5", "f6", "f7"]
RARE = ["f8", "f9", "f10", "f12", *(f"ctrl+{letter}" for letter in "prtlonduz")]
HAN = list("反向传播，。")


async def test_random_keys_break_nothing(running, language):
    """Left out are `e` and F11, which hand the terminal to an editor, and what ends the app."""
    rng = random.Random(language)
    keys = [key for key in (*TYPED, *MORE, *RARE, *HAN) if key not in ("e", "q")]
    async with running(language, (80, 24)) as (app, pilot):
        question = next(iter(app.session.bank.cards)).partition("#")[0]
        for screen in get_args(Screen):
            app.open(Place(screen, exercise="layers/dense" if screen == "exercise" else "", question=question))
            for _ in range(PRESSES):
                await pilot.press(rng.choice(keys))
                if isinstance(app.screen, Page):
                    assert app.screen.acts
        assert app.is_running
