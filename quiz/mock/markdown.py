"""A report as Markdown: for a mentor, a study partner, or one's own notes.

Owns escaping: nothing that a learner typed, and no title, becomes a heading, a link, HTML or the end of a code block.
Pure; refuses to read files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercises.content import Text
from quiz.mock.detail import Part
from quiz.mock.report import Advice, Group, by_kind, by_topic, overall
from quiz.mock.state import Mock
from quiz.mock.told import Speaker, clock, headline, kind_name, name_of, percent, times, verdict

if TYPE_CHECKING:
    from datetime import datetime

SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&]|^[-+]|(?<=^\d)[.)]")
"""Marks that mean something within a line, and those that begin a list."""


@dataclass(frozen=True)
class Sheet:
    """What goes into it."""

    mock: Mock
    when: datetime
    """When it began, in the learner's time zone."""
    titles: Mapping[str, Text]
    """Of topics."""
    advice: Sequence[Advice]
    parts: Callable[[int], Iterable[Part]]
    """All that is said of an item."""


def markdown(sheet: Sheet, voice: Speaker) -> str:
    """The whole report."""
    return "\n".join(_lines(sheet, voice)) + "\n"


def escaped(text: str) -> str:
    """As it stands, in running text: no mark of Markdown or HTML has a meaning."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def fenced(text: str, language: str = "") -> Iterator[str]:
    """As it stands, in a block of code that it cannot end."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}{language}", text.rstrip("\n"), fence)


def advised(found: Advice, titles: Mapping[str, Text], voice: Speaker) -> str:
    """One piece of advice as a sentence."""
    if found.kind == "slow":
        names = [kind_name(name, voice) for name in found.names]
    else:
        names = [voice.of(titles[name]) if name in titles else name for name in found.names]
    return voice(f"mock.advice.{found.kind}", n=found.n, names=("、" if voice.language == "zh" else ", ").join(names))


def _lines(sheet: Sheet, voice: Speaker) -> Iterator[str]:
    mock, titles = sheet.mock, sheet.titles
    yield f"# {voice('mock.title_of', minutes=mock.wish.minutes, when=f'{sheet.when:%Y-%m-%d %H:%M}')}"
    yield ""
    yield from (f"- {line}" for line in headline(overall(mock), voice))
    for key, groups in (("topic", by_topic(mock)), ("kind", by_kind(mock))):
        yield from ("", f"## {voice(f'mock.by_{key}')}", "")
        yield from _table(groups, key, titles, voice)
    yield from ("", f"## {voice('mock.next')}", "")
    yield from (f"- {escaped(advised(found, titles, voice))}" for found in sheet.advice)
    yield from ("", f"## {voice('mock.items')}")
    for index, item in enumerate(mock.items):
        name = escaped(name_of(item, titles, voice))
        said = {"kind": kind_name(item.kind, voice), "verdict": verdict(mock.results.get(index), voice)}
        yield from ("", f"### {voice('mock.item_head', n=index + 1, name=name, time=times(mock, index), **said)}")
        for part in sheet.parts(index):
            yield ""
            yield from _part(part)


def _table(groups: Iterable[Group], key: str, titles: Mapping[str, Text], voice: Speaker) -> Iterator[str]:
    heads = [voice(f"mock.column.{name}") for name in (key, "machine", "own", "used", "planned")]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---|---|"
    for group in groups:
        name = kind_name(group.name, voice) if key == "kind" else topic(group.name, titles, voice)
        figures = [_counted(group.machine.share, group.machine.n), _counted(group.own.share, group.own.n)]
        row = [escaped(name), *figures, clock(group.used), clock(group.planned)]
        yield f"| {' | '.join(row)} |"


def topic(name: str, titles: Mapping[str, Text], voice: Speaker) -> str:
    """A topic's title; what belongs to none is an exercise."""
    return voice.of(titles[name]) if name in titles else name or voice("mock.exercise")


def _counted(share: float | None, n: int) -> str:
    return f"{percent(share)} (n = {n})" if n else "–"


def _part(part: Part) -> Iterator[str]:
    """Our own texts are Markdown already; what a learner typed is not."""
    if part.look == "head":
        yield f"**{part.text}**"
    elif part.look in ("code", "plain"):
        yield from fenced(part.text, "python" if part.look == "code" else "")
    elif part.look == "text":
        yield part.text
    else:
        yield f"*{escaped(part.text)}*"
