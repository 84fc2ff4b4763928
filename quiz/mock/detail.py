"""What is said of one item once the interview is over: the question, what was answered, what is right, and why.

Owns the order of these texts, for the page and for the Markdown alike. Pure; refuses to mark and to style.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from exercises.content import Text
from quiz.card_id import OPEN
from quiz.mock.item import LINE
from quiz.mock.judging import mark_of, still_holds, truth_of
from quiz.mock.state import Given, Mock, Result
from quiz.mock.told import Speaker, clock, times, verdict

if TYPE_CHECKING:
    from quiz.mark import Mark
    from quiz.variants import Posed

Look = Literal["text", "head", "code", "plain", "quiet", "right", "partial", "wrong", "self"]
TICKS = {True: "[x]", False: "[ ]"}


@dataclass(frozen=True)
class Part:
    """One piece of it. `code` and `plain` are no Markdown."""

    text: str
    look: Look = "text"


def card_parts(mock: Mock, index: int, found: Posed, voice: Speaker) -> Iterator[Part]:
    """All about one question."""
    item, given, result = mock.items[index], mock.of(index), mock.results.get(index)
    yield Part(voice.asked(found.prompt))
    if found.code:
        yield Part(found.code, "code")
    more = found.question.follow_ups[: given.asked] if found.kind == OPEN else [left.text for left in found.lefts]
    if more:
        yield Part("\n".join(f"- {voice.asked(text)}" for text in more))
    yield from _given(found, given, voice)
    look: Any = result.verdict if result and result.verdict in ("right", "partial", "wrong", "self") else "quiet"
    yield Part(f"{verdict(result, voice)}   {times(mock, index)}", look)
    if result and not still_holds(found, item):
        yield Part(voice("mock.key_changed"), "quiet")
    if result and result.verdict == "infra":
        yield from (Part(voice.of(why), "quiet") for why in result.why)
    yield from _open(found, result, voice) if found.kind == OPEN else _truth(found, mark_of(found, mock, index), voice)


def code_parts(mock: Mock, index: int, source: str, voice: Speaker) -> Iterator[Part]:
    """All about the exercise; its task is on its own page."""
    result = mock.results.get(index)
    look: Any = result.verdict if result and result.verdict in ("right", "partial", "wrong") else "quiet"
    yield Part(f"{verdict(result, voice)}   {times(mock, index)}", look)
    yield Part(voice("mock.ran", n=mock.runs.get(index, 0)), "quiet")
    report = result.report if result else {}
    if report:
        yield Part(voice.of(_text(report["message"])))
        if report["findings"]:
            yield Part("\n".join(f"- {voice.of(_text(finding))}" for finding in report["findings"]))
        if report["example"]["en"]:
            yield Part(voice("exercise.smallest", text=voice.of(_text(report["example"]))))
        yield Part("\n".join(_row(*row) for row in report["rows"]), "plain")
    if source:
        yield Part(voice("mock.your_code"), "head")
        yield Part(source, "code")


def given_text(found: Posed, given: Given, voice: Speaker) -> Iterator[str]:
    """What was answered, a line each: what was chosen among what there was to choose."""
    answer = given.final or {}
    texts = {choice.id: voice.asked(choice.text) for choice in found.choices}
    chosen = [texts[name] for name in answer.get("chosen", ()) if name in texts]
    if found.kind == OPEN:
        return
    if found.kind == "matching":
        lefts = [voice.asked(left.text) for left in found.lefts]
        yield from (f"{left} → {right}" for left, right in zip(lefts, chosen, strict=False))
        return
    if "truth" in answer:
        yield voice("quiz.true" if answer["truth"] else "quiz.false")
    if "line" in answer:
        yield voice("common.at_line", line=answer["line"]).rstrip(":：")
    if found.kind == "ordering":
        yield from (f"({place}) {text}" for place, text in enumerate(chosen, 1))
    else:
        yield from (f"{TICKS[name in answer.get('chosen', ())]} {text}" for name, text in texts.items())


def typed_text(given: Given) -> str:
    """What was typed."""
    return "\n".join(map(str, (given.final or {}).get("texts", ())))


def _given(found: Posed, given: Given, voice: Speaker) -> Iterator[Part]:
    yield Part(voice("mock.your_answer"), "head")
    if not given.there:
        yield Part(voice("mock.nothing_given"), "quiet")
    if lines := list(given_text(found, given, voice)):
        yield Part("\n".join(f"- {line}" for line in lines))
    if typed := typed_text(given).strip():
        yield Part(typed, "code" if found.kind in (LINE, "output") else "plain")
    if given.said:
        yield Part(voice("mock.said_for", time=clock(given.said)), "quiet")


def _truth(found: Posed, marked: Mark | None, voice: Speaker) -> Iterator[Part]:
    """What is right, and why; known without an answer as well."""
    if marked is None:
        marked = truth_of(found)
    yield Part(voice("quiz.right_answer"), "head")
    yield Part(voice.asked(marked.right), "code" if found.kind in (LINE, "output") else "text")
    yield from (Part(voice.of(why)) for why in marked.why if why)
    for item in found.question.misconceptions:
        if item.id in marked.misconceptions:
            word = voice("quiz.contested" if item.contested else "quiz.misconception")
            yield Part(f"{word} {voice.of(item.claim)} {voice.of(item.why)}")
    if marked.explain:
        yield Part(voice.of(marked.explain))


def _open(found: Posed, result: Result | None, voice: Speaker) -> Iterator[Part]:
    question = found.question
    ticked = set(result.ticked) if result else set()
    yield Part(voice("quiz.key_points"), "head")
    points = (f"- {TICKS[point.id in ticked]} {voice.asked(point.text)}" for point in question.key_points)
    yield Part("\n".join(points))
    yield Part(voice("quiz.model_answer"), "head")
    yield Part(voice.asked(question.answer))


def _row(check: str, passed: bool | None, passes: int, cases: int) -> str:
    sign = {True: "✓", False: "✗", None: " "}[passed]
    return f"{sign} {check}  {passes}/{cases}"


def _text(body: Mapping[str, Any]) -> Text:
    return Text(str(body["en"]), str(body["zh"]))
