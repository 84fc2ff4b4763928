"""What came of an interview: marks what a machine can mark, takes the learner's ticks, and feeds the schedule if asked.

Owns what the log keeps of a result. Refuses to mark before the end. Marking may run in a thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from exercises.content import BrokenContent, Text
from quiz.card_id import OPEN
from quiz.ids import published
from quiz.log import microseconds
from quiz.marking import Answer, GraderFailed, Mark, Unreadable, line_mark, mark
from quiz.mock import PREFIX, coding
from quiz.mock.item import CODE, LINE, Item
from quiz.mock.sitting import posed
from quiz.mock.state import Given, Mock, Result, after
from quiz.workspace import NotStarted, WorkspaceError

if TYPE_CHECKING:
    from grader import Errand
    from quiz.session import Session
    from quiz.variants import Posed

NOTHING: Mapping[str, Any] = {"verdict": "none", "score": 0.0}
UNJUDGED: Mapping[str, Any] = {"verdict": "infra", "score": 0.0}


def unmarked(mock: Mock) -> list[int]:
    """What a machine has still to mark; open questions that were not answered are among them."""
    return [
        index
        for index, item in enumerate(mock.items)
        if index not in mock.results and not (item.kind == OPEN and mock.of(index).there)
    ]


def to_tick(mock: Mock) -> list[int]:
    """The open questions that were answered and that the learner has still to assess."""
    return [
        index
        for index, item in enumerate(mock.items)
        if index not in mock.results and item.kind == OPEN and mock.of(index).there
    ]


def marks(session: Session, mock: Mock, errand: Errand) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(item, body of its result), one after the other; nothing is logged yet. Raises Cancelled where called off."""
    for index in unmarked(mock):
        errand.go_on()
        item = mock.items[index]
        yield index, _code(session, mock, item, errand) if item.kind == CODE else _card(session, mock, index)


def keep(session: Session, mock: Mock, index: int, body: Mapping[str, Any]) -> Mock:
    """Write a result down. Raises LogUnusable."""
    return after(mock, session.history.add(f"{PREFIX}marked", {"mock": mock.id, "item": index, **body}))


def ticked(found: Posed, answer: Answer) -> Mapping[str, Any]:
    """The body of the result of an open question: what the learner ticked, never a machine's verdict."""
    marked = mark(found, answer)
    points = len(found.question.key_points)
    return {"verdict": marked.verdict, "score": marked.score, "ticked": list(answer.chosen), "points": points}


def agree(session: Session, mock: Mock, agreed: bool) -> Mock:
    """Once: whether the answers count as reviews; if so they are written as such. Raises LogUnusable.

    They count as of when the answers were given, and the first one first. They are written before the agreement, each
    one once: who is killed between them is asked again and nothing counts twice.
    """
    if agreed:
        done = [event.body.get("item") for event in session.history.of("answered") if event.body.get("mock") == mock.id]
        for moment, index, found, answer, marked in sorted(_reviews(session, mock), key=itemgetter(0)):
            if index not in done:
                of = {"mock": mock.id, "item": index, "given_at": moment}
                session.count(found, answer, marked, round(1000 * mock.used.get(index, 0.0)), **of)
        _count_code(session, mock)
    return after(mock, session.history.add(f"{PREFIX}agreed", {"mock": mock.id, "agreed": agreed}))


def mark_of(found: Posed, mock: Mock, index: int) -> Mark | None:
    """The mark that an item got, with everything that is said about it; None where there is none."""
    result = mock.results.get(index)
    if result is None or result.verdict == "none":
        return None
    if result.verdict == "infra":  # nobody knows
        return None
    said = _said(found, mock.of(index), result)
    return said and replace(said, verdict=result.verdict, score=result.score)


def _said(found: Posed, given: Given, result: Result) -> Mark | None:
    """What marking it once more says."""
    if found.kind == OPEN:
        return mark(found, Answer(chosen=result.ticked))
    if given.final is None:
        return None
    if found.kind == LINE:
        return line_mark(found, right=result.verdict == "right", why=result.why)
    try:
        return mark(found, Answer.from_json(given.final))
    except Unreadable:  # the card was changed since
        return None


def truth_of(found: Posed) -> Mark:
    """What is right and why, for a drill that was not answered."""
    if found.kind == LINE:
        return line_mark(found, right=False, why=())
    return replace(mark(found, _some_answer(found)), why=(), misconceptions=())


def _some_answer(found: Posed) -> Answer:
    """Any that can be read."""
    ids = tuple(choice.id for choice in found.choices)
    if found.kind in ("single", "multiple", "truth", "bug"):
        return Answer(chosen=ids[:1], truth=True, line=1)
    if found.kind == "ordering":
        return Answer(chosen=ids)
    if found.kind == "matching":
        return Answer(chosen=ids[:1] * len(found.lefts))
    return Answer(texts=("1",) * len(getattr(found.drill, "gaps", ("",))))


def still_holds(found: Posed, item: Item) -> bool:
    """Whether the answer key is the one that it was marked by."""
    return published(found.question, found.card).fingerprint == item.fingerprint


def _card(session: Session, mock: Mock, index: int) -> Mapping[str, Any]:
    found, given = posed(session, mock.items[index]), mock.of(index)
    if found is None:
        return UNJUDGED
    if given.final is None:
        return {**NOTHING, "points": len(found.question.key_points)} if found.kind == OPEN else NOTHING
    try:
        marked = session.mark(found, Answer.from_json(given.final))
    except GraderFailed as failed:
        return {**UNJUDGED, "why": _plain([failed.text])}
    except Unreadable:
        return NOTHING
    why = {"why": _plain(marked.why)} if found.kind == LINE else {}
    return {"verdict": marked.verdict, "score": marked.score, **why}


def _code(session: Session, mock: Mock, item: Item, errand: Errand) -> Mapping[str, Any]:
    from grader import Options  # noqa: PLC0415  # 25 ms that only a check pays

    try:
        exercise = session.exercise(item.exercise)
        files = coding.workspace(session.paths.work, mock.at, session.now)
        source = files.read(item.exercise)
    except NotStarted:
        return NOTHING
    except (KeyError, BrokenContent, WorkspaceError):
        return UNJUDGED
    if source == exercise.starter.encode():
        return NOTHING
    options = Options(file=str(files.path(item.exercise)), shrink=True)
    report = session.grader().check(exercise, source, options, errand)
    if report.verdict == "infra":
        return UNJUDGED
    verdict = "right" if report.passed else "partial" if report.score > 0 else "wrong"
    return {"verdict": verdict, "score": report.score, "report": coding.summary(report)}


def _reviews(session: Session, mock: Mock) -> Iterator[tuple[int, int, Posed, Answer, Mark]]:
    """Every answer whose key still holds, after when it was given; what was not answered is no review."""
    for index, item in enumerate(mock.items):
        found = posed(session, item) if item.card else None
        if found is None or not still_holds(found, item):
            continue
        marked = mark_of(found, mock, index)
        if marked is not None:
            yield microseconds(mock.when.get(index, mock.last)), index, found, _answer(mock, index), marked


def _answer(mock: Mock, index: int) -> Answer:
    given, result = mock.of(index), mock.results[index]
    if mock.items[index].kind == OPEN:
        return Answer(chosen=result.ticked, texts=(given.text,) if given.text.strip() else ())
    return Answer.from_json(given.final or {})


def _count_code(session: Session, mock: Mock) -> None:
    """A pass is a pass; a failure counts only for an exercise that the learner has begun outside, too."""
    done = [event.body.get("mock") for event in session.history.of("checked")]
    for index, item in enumerate(mock.items):
        result = mock.results.get(index)
        if item.kind != CODE or mock.id in done or result is None or not result.report:
            continue
        report = result.report
        if report["verdict"] == "pass" or item.exercise in session.history.record.status:
            body = {key: report[key] for key in ("sha256", "salt", "verdict", "stage", "ms")}
            body |= {"exercise": item.exercise, "score": result.score, "seconds": round(mock.used.get(index, 0.0), 1)}
            session.history.add("checked", {**body, "mock": mock.id, "given_at": microseconds(mock.last)})


def _plain(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [{"en": text.en, "zh": text.zh} for text in texts]
