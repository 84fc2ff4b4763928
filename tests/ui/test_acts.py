"""One key has one meaning where the wrong one would do harm."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from quiz.ui import screens
from quiz.ui.screens.page import Page


def pages(kind: type[Page]) -> set[type[Page]]:
    return {kind, *(page for child in kind.__subclasses__() for page in pages(child))}


@pytest.mark.parametrize(("key", "does"), [("f4", {"hint"}), ("ctrl+z", {"undo"}), ("f10", {"turn", "mock_flag"})])
def test_what_gives_a_hint_away_or_takes_an_answer_back_has_a_key_of_its_own(key, does):
    for module in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    acts = (act for page in pages(Page) for act in (*page.ACTS, *page.TAIL))
    assert {act.name for act in acts if key in act.keys.split(",")} == does
