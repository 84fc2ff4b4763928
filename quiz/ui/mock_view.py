"""A mock interview as lines, rows and blocks: while it goes on, and afterwards. Pure.

Owns the order of what is said. Refuses to count (`quiz.mock.report`), to mark and to draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo

from exercises.content import Text
from quiz.mock import SIGNS
from quiz.mock.detail import Part
from quiz.mock.item import CODE
from quiz.mock.markdown import advised, topic
from quiz.mock.report import Advice, Group, by_kind, by_topic, overall
from quiz.mock.sitting import Sitting
from quiz.mock.state import Mock
from quiz.mock.told import clock, figures, headline, kind_name, name_of, percent, times
from quiz.ui.drawing import Block, labelled
from quiz.ui.voice import Voice
from quiz.ui.widgets.choices import Row
from quiz.variants import Posed
from quiz.wrapping import cells

MOST_EARLIER = 5
"""Interviews that a report is compared with."""
GAP = "   "


def where(sitting: Sitting, width: int, voice: Voice) -> str:
    """What this is on the left, the clock on the right."""
    mock = sitting.mock
    index = mock.current
    item = mock.items[index]
    left = [f"{index + 1}/{len(mock.items)}", kind_name(item.kind, voice)]
    left += [voice("mock.answered")] * (index in mock.answered) + [voice("mock.flagged")] * (index in mock.flags)
    here = f"{clock(sitting.spent(index))} / {clock(item.seconds)}"
    key = "mock.left" if sitting.left >= 0 else "mock.over"
    right = f"{here}{GAP}{voice(key, time=clock(abs(sitting.left)))}"
    said = "  |  ".join(left)
    return said + " " * max(1, width - cells(said) - cells(right)) + right


def follow_ups(posed: Posed, asked: int, voice: Voice) -> list[Block]:
    """What the interviewer has asked on, the latest last."""
    word = voice("mock.interviewer")
    return [Block(labelled(word, voice.asked(text))) for text in posed.question.follow_ups[:asked]]


def jump_rows(sitting: Sitting, voice: Voice) -> list[Row]:
    """Every item with a tick for an answer, its flag and its time."""
    mock = sitting.mock
    return [
        Row(
            kind_name(item.kind, voice),
            "[x]" if index in mock.answered else "[ ]",
            chosen=index == mock.current,
            note=f"{voice('mock.flagged') + GAP if index in mock.flags else ''}{times(mock, index)}",
        )
        for index, item in enumerate(mock.items)
    ]


def earlier_row(mock: Mock, zone: tzinfo | None, voice: Voice) -> Row:
    """One interview in the list: when, how long, and its figures, each for itself."""
    found = overall(mock)
    when = f"{mock.at.astimezone(zone):%m-%d %H:%M}"
    if mock.state != "ended":
        return Row(voice("mock.row_open", when=when, minutes=mock.wish.minutes))
    note = "{machine:>5}  {own:>5}  {code}".format(**figures(found))
    return Row(f"{when}  {mock.wish.minutes}", note=note)


def summary(mock: Mock, earlier: Sequence[Mock], titles: Mapping[str, Text], voice: Voice) -> list[Block]:
    """The figures, those of topics and kinds, and how it was before."""
    first, *others = headline(overall(mock), voice)
    blocks = [Block(first, "head"), *(Block(line, tight=True) for line in others)]
    for key, groups in (("kind", by_kind(mock)), ("topic", by_topic(mock))):
        blocks += [Block(voice(f"mock.by_{key}"), "head"), Block(_table(key, groups, titles, voice), tight=True)]
    if earlier:
        blocks.append(Block(voice("mock.before"), "head"))
        blocks += [Block(_before(other, voice), tight=True) for other in earlier[-MOST_EARLIER:]]
    return blocks


def _before(mock: Mock, voice: Voice) -> str:
    return voice("mock.compare", when=f"{mock.at:%Y-%m-%d}", minutes=mock.wish.minutes, **figures(overall(mock)))


def next_steps(found: Iterable[Advice], titles: Mapping[str, Text], voice: Voice) -> list[Block]:
    """What to do next."""
    steps = [f"- {advised(one, titles, voice)}" for one in found]
    return [Block(voice("mock.next"), "head"), Block("\n".join(steps), tight=True)]


def item_rows(mock: Mock, titles: Mapping[str, Text], voice: Voice) -> list[Row]:
    """A row an item, with its time."""
    rows = []
    for index, item in enumerate(mock.items):
        result = mock.results.get(index)
        sign = SIGNS.get(result.verdict, "?") if result else " "
        share = f"  {percent(result.score)}" if result and result.verdict in ("partial", "self") else ""
        name = voice.of(titles[item.exercise]) if item.exercise in titles else name_of(item, titles, voice)
        text = name if item.kind == CODE else f"{name}  ·  {kind_name(item.kind, voice)}"
        rows.append(Row(text, sign, note=f"{share}  {times(mock, index)}"))
    return rows


def blocks(parts: Iterable[Part]) -> list[Block]:
    """The parts of an item, as the page draws them."""
    return [Block(part.text, part.look) for part in parts]


def _table(key: str, groups: Iterable[Group], titles: Mapping[str, Text], voice: Voice) -> str:
    heads = [voice(f"mock.column.{name}") for name in (key, "machine", "own", "time")]
    rows = [f"| {' | '.join(heads)} |"]
    for group in groups:
        name = kind_name(group.name, voice) if key == "kind" else topic(group.name, titles, voice)
        machine, own = (f"{percent(t.share)} ({t.n})" if t.n else "–" for t in (group.machine, group.own))
        rows.append(f"| {name} | {machine} | {own} | {clock(group.used)} / {clock(group.planned)} |")
    return "\n".join(rows)
