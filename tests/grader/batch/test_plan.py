"""What is judged now: what nobody knows yet, as far as it was asked for, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exercises.content import Text
from grader.batch import key_of
from grader.batch.plan import Wanted, plan

DAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def planned(catalog, options, handed):
    times = {"early": datetime(2026, 11, 19, tzinfo=UTC), "late": datetime(2026, 11, 21, tzinfo=UTC), "someday": None}
    submissions = [handed("pass", name, at=at, name=name.title()) for name, at in times.items()]
    keys = {each.student: key_of(each, catalog.get("layers/dense"), options) for each in submissions}

    def judged(wanted: Wanted, known: tuple[str, ...] = (), times: int = 1):
        is_known = {keys[name] for name in known}.__contains__
        made = plan(lambda: submissions * times, catalog, options, wanted, is_known)
        assert made.keys == set(keys.values())
        count = len(made.todo)
        judged = [job.row.student for job in made.jobs()]
        assert len(judged) == count
        return judged

    return judged


@pytest.mark.parametrize(
    ("wanted", "known", "judged"),
    [
        (Wanted(), (), ["early", "late", "someday"]),
        (Wanted(), ("early", "someday"), ["late"]),
        (Wanted(regrade=True), ("early", "someday"), ["early", "late", "someday"]),
        (Wanted(frozenset({"late"})), (), ["late"]),
        (Wanted(frozenset({"Late"})), (), ["late"]),
        (Wanted(frozenset({"late"})), ("late",), []),
        (Wanted(frozenset({"late"}), regrade=True), ("late",), ["late"]),
        (Wanted(since=DAY), (), ["late", "someday"]),
    ],
    ids=["all", "what is new", "all again", "one by id", "one by name", "one that is known", "one again", "since"],
)
def test_what_was_asked_for_is_judged(planned, wanted, known, judged) -> None:
    assert planned(wanted, known) == judged


def test_what_was_handed_in_twice_is_judged_once(planned) -> None:
    assert planned(Wanted(), times=2) == ["early", "late", "someday"]


def test_who_was_asked_for_and_is_not_there_is_known(catalog, options, handed) -> None:
    wanted = Wanted(frozenset({"a", "Bea", "c"}))
    made = plan(lambda: [handed("", "a"), handed("", "b", name="Bea")], catalog, options, wanted, lambda _: False)
    assert wanted.students - made.met == {"c"}


def test_who_is_there_is_found_whenever_it_was_handed_in(catalog, options, handed) -> None:
    wanted = Wanted(frozenset({"a"}), since=DAY)
    early = handed("", "a", at=datetime(2026, 11, 19, tzinfo=UTC))
    made = plan(lambda: [early], catalog, options, wanted, lambda _: False)
    assert (made.met, made.todo) == ({"a"}, set())


def test_everybody_of_whom_there_is_a_file_has_handed_in_whatever_is_asked_for(catalog, options, handed) -> None:
    nothing = replace(handed("", "c"), file="", fault=Text("nothing was handed in", "没有提交"))
    submissions = [handed("", "a"), handed("", "b"), nothing]
    made = plan(lambda: submissions, catalog, options, Wanted(frozenset({"b"})), lambda _: False)
    assert made.handed_in == {"a", "b"}
