"""The figures of a mock interview in words: what every place that shows them has in common.

Owns how a share, a time and a verdict are written. Pure; refuses to count (`report`) and to load a bank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from exercises.content import Language, Text
from quiz.mock import SIGNS
from quiz.mock.item import CODE, Item
from quiz.mock.report import Overall
from quiz.mock.state import Mock, Result


class Speaker(Protocol):
    """The app's voice, or the command line's."""

    @property
    def language(self) -> Language:
        """Of the interface."""

    def __call__(self, key: str, **values: object) -> str:
        """The interface's words."""

    def of(self, text: Text) -> str:
        """What explains."""

    def asked(self, text: Text) -> str:
        """What one is asked."""


def verdict(result: Result | None, voice: Speaker) -> str:
    """A sign, and the word for it; a share where it is neither all nor nothing."""
    if result is None:
        return voice("mock.waiting")
    said = voice(f"mock.verdict.{result.verdict}")
    share = f" {percent(result.score)}" if result.verdict in ("partial", "self") else ""
    return f"{SIGNS.get(result.verdict, '?')} {said}{share}"


def percent(share: float | None) -> str:
    """As a whole number; a dash where there is nothing to count."""
    return "–" if share is None else f"{round(100 * share)} %"


def clock(seconds: float) -> str:
    """`4:05`, `-0:12`."""
    whole = round(abs(seconds))
    return f"{'-' if seconds < 0 and whole else ''}{whole // 60}:{whole % 60:02}"


def times(mock: Mock, index: int) -> str:
    """Used of planned."""
    return f"{clock(mock.used.get(index, 0.0))} / {clock(mock.items[index].seconds)}"


def kind_name(kind: str, voice: Speaker) -> str:
    """What an item asks for."""
    try:
        return voice("mock.exercise") if kind == CODE else voice(f"common.kind.{kind}")
    except KeyError:  # of a later version
        return kind


def name_of(item: Item, titles: Mapping[str, Text], voice: Speaker) -> str:
    """Of a row: the topic's title, or what a coding exercise is called."""
    if item.kind == CODE:
        return item.exercise
    return voice.of(titles[item.topic]) if item.topic in titles else item.topic


def figures(found: Overall) -> dict[str, object]:
    """Of a row in a list of interviews, by the names that `mock.row` has for them."""
    return {
        "machine": percent(found.machine.share),
        "n": found.machine.n,
        "own": percent(found.own.share),
        "m": found.own.n,
        "code": SIGNS.get(found.code.verdict, "?") if found.code else "–",
    }


def headline(found: Overall, voice: Speaker) -> Iterator[str]:
    """The figures, a line each; machine and self-assessed never in one."""
    machine, own = found.machine, found.own
    yield voice("mock.machine", share=percent(machine.share), n=machine.n, answered=machine.answered)
    if own.n:
        yield voice("mock.own", share=percent(own.share), n=own.n, ticked=found.ticked, points=found.points)
    if found.code is not None:
        yield voice("mock.coding", said=verdict(found.code, voice))
    yield voice("mock.time", used=clock(found.used), planned=clock(found.planned))
    if found.over:
        yield voice("mock.overtime", over=clock(found.over))
    if found.paused >= 1:
        yield voice("mock.paused_for", paused=clock(found.paused))
    if found.waiting:
        yield voice("mock.still", n=found.waiting)
