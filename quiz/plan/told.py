"""The plan as sections of plain lines: the same in the app and in a terminal, in either language.

Owns words and order. A card that was never seen counts neither as known nor as forgotten: it is told as not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from exercises.content import Text
from quiz.plan.day import Item, Plan
from quiz.plan.recall import Recall
from quiz.words import Words, marked
from quiz.wrapping import cells, wrap

BAR = 10
FULL, EMPTY = "█", "░"
NAMED = 5
"""Exercises that are named; of more there is the number."""


class Section(NamedTuple):
    """Some lines under a title."""

    title: str
    lines: tuple[str, ...]


def told(plan: Plan, titles: Mapping[str, Text], words: Words, width: int) -> list[Section]:
    """All sections that there is anything to say in; `titles` are those of the topics."""
    day = str(plan.goal.interview or "")
    made = (
        (words("plan.title"), _head(plan, words)),
        (words("plan.in_order"), _items(plan, words)),
        (words("plan.drops"), _dropped(plan, words)),
        (words("plan.then" if plan.goal.phase == "ahead" else "plan.now", date=day), _recall(plan, titles, words)),
    )
    found = ((title, tuple(chain.from_iterable(_fitted(line, width) for line in lines))) for title, lines in made)
    return [Section(title, lines) for title, lines in found if lines]


def today(plan: Plan, words: Words) -> str:
    """One line for a terminal, where names are typed: `Today 38 min: 14 to repeat, 9 new, layers/dense`."""
    if not plan.items:
        return finished(plan, words)
    return _summed("plan.short", plan, words, [item.id for item in plan.of("build", "redo")])


def started(plan: Plan, words: Words) -> str:
    """The same of a plan with items, as something to begin: for a button, so exercises are counted, not named."""
    code = plan.of("build", "redo")
    return _summed("plan.start", plan, words, [words("plan.short_code", n=len(code))] if code else [])


def finished(plan: Plan, words: Words) -> str:
    """Of a plan without items: that it is done, or what still comes back."""
    return words("plan.short_back", n=plan.returning) if plan.returning else words("plan.short_done")


def _summed(key: str, plan: Plan, words: Words, code: list[str]) -> str:
    cards = [words(f"plan.short_{kind}", n=len(items)) for kind in ("review", "new") if (items := plan.of(kind))]
    seconds = sum(item.seconds for item in plan.items)
    return words(key, minutes=minutes(seconds), what=words("plan.comma").join(cards + code))


def minutes(seconds: float) -> int:
    """Whole ones, at least one."""
    return max(round(seconds / 60), 1)


def _fitted(line: str, width: int) -> list[str]:
    return [line] if cells(line) <= width else wrap(line, width)


def _head(plan: Plan, words: Words) -> Iterator[str]:
    goal, daily = plan.goal, plan.given.settings.minutes
    yield words(f"plan.{goal.phase}", n=goal.days, date=goal.interview or "")
    if plan.left:
        yield words("plan.left", left=minutes(plan.left), minutes=daily)
    else:
        yield words("plan.used_up", minutes=daily)


def _items(plan: Plan, words: Words) -> Iterator[str]:
    rows = [
        (words(f"plan.{kind}", n=len(items)), sum(item.seconds for item in items))
        for kind in ("review", "new")
        if (items := plan.of(kind))
    ]
    rows += [(code(plan, item, words), item.seconds) for item in plan.of("build", "redo")]
    wide = max((cells(what) for what, _ in rows), default=0)
    for what, seconds in rows:
        yield f"{what}{' ' * (wide - cells(what))}  {words('plan.about', minutes=minutes(seconds))}"
    if plan.returning:
        yield words("plan.returning", n=plan.returning)
    if not rows:
        yield words("plan.nothing")


def code(plan: Plan, item: Item, words: Words) -> str:
    """Which exercise, by its title and by the name that commands take, and what to do with it."""
    what = words(f"plan.{item.kind}", title=_title(plan, item.id, words), id=item.id)
    return words("plan.part", what=what, minutes=minutes(item.rest)) if item.rest else what


def _title(plan: Plan, exercise: str, words: Words) -> str:
    return marked(plan.given.stock.builds[exercise].title, words.language)


def _dropped(plan: Plan, words: Words) -> Iterator[str]:
    if plan.backlog:
        yield words("plan.backlog", n=plan.backlog)
    dropped, comma = plan.dropped, words("plan.comma")
    what = [words("plan.of_level", n=n, level=level) for level, n in dropped.cards.items()]
    if what:
        yield words("plan.never", what=comma.join(what), minutes=plan.given.settings.minutes)
    if dropped.exercises:
        more = len(dropped.exercises) - NAMED
        ids = comma.join(_title(plan, name, words) for name in dropped.exercises[:NAMED])
        ids = words("plan.and_more", ids=ids, n=more) if more > 0 else ids
        yield words("plan.never_built", ids=ids)
    if what or dropped.exercises:
        yield words("plan.choose")


def _recall(plan: Plan, titles: Mapping[str, Text], words: Words) -> Iterator[str]:
    outlook = plan.outlook
    if not outlook.marked.seen + outlook.assessed.seen:
        yield words("plan.unseen")
        return
    rows = [(words("plan.marked"), outlook.marked), (words("plan.assessed"), outlook.assessed)]
    seen = [(titles[topic][words.language], found) for topic, found in outlook.topics.items() if found.seen]
    rows += sorted(seen, key=lambda row: row[1].expected / row[1].seen)
    wide = max(cells(name) for name, _ in rows)
    for name, found in rows:
        yield f"{name}{' ' * (wide - cells(name))}  {_bar(found, words)}"
    if outlook.waiting:
        waiting = (titles[topic][words.language] for topic in outlook.waiting)
        yield words("plan.not_begun", topics=words("plan.comma").join(waiting))
    yield words("plan.honest")


def _bar(found: Recall, words: Words) -> str:
    counts = words("plan.seen", seen=found.seen, total=found.total)
    if found.mean is None:
        return f"{EMPTY * BAR}    -  {counts}"
    full = round(BAR * found.mean)
    return f"{FULL * full}{EMPTY * (BAR - full)} {round(100 * found.mean):3} %  {counts}"
