"""The help of a page, made from the very table that its keys come from, so that it cannot lie."""

from __future__ import annotations

from quiz.ui.drawing import Block
from quiz.ui.screens.page import Page
from quiz.ui.voice import Voice


def manual(page: Page, voice: Voice) -> list[Block]:
    """What this page is for, and every key on it."""
    about = Block(voice(f"help.about.{type(page).__name__}"))
    lines = [f"{act.all_keys}\t{voice(f'help.{act.name}')}" for act in page.acts if act.keys]
    return [
        about,
        Block(voice("help.keys"), "head"),
        Block("\n".join(lines), "keys", tight=True),
        Block(voice("help.typing")),
    ]
