"""A mock interview through a real session: on disk at once, and nothing counts before the learner agrees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.log import LogUnusable
from quiz.marking import Answer, Unreadable
from quiz.mock import judging
from quiz.mock.item import Wish
from quiz.mock.report import missed, overall
from quiz.mock.sitting import NothingToAsk, Over, Sitting, begin, mocks, posed
from quiz.mock.state import Given
from quiz.mock.whole import Plain, item_parts
from quiz.words import in_both
from tests.quiz.mock.conftest import CODE, NOON, answer_all


def test_begin_composes_for_the_time_and_writes_it_down(room):
    mock = begin(room.session, Wish(20, (), code=True, seed=3))
    assert mock.budget == 20 * 60
    assert mock.items[-1].kind == "code"
    assert all(item.fingerprint for item in mock.items[:-1])
    assert mocks(room.session) == [mock]


def test_the_next_interview_asks_other_questions(room):
    first, second = (begin(room.session, Wish(20, (), code=True, seed=3)) for _ in range(2))
    assert not {item.topic for item in first.items if item.card} & {item.topic for item in second.items if item.card}


def test_topics_without_a_question_are_refused(room):
    with pytest.raises(NothingToAsk):
        begin(room.session, Wish(20, ("nowhere",), code=False, seed=3))
    assert room.kinds("mock_") == []


def test_every_answer_is_on_disk_and_a_new_session_goes_on(room, drills):
    sitting = room.sitting(*drills, "open")
    answer_all(sitting)
    again = room.opened()
    assert mocks(again) == [sitting.mock]
    again.close()


def test_every_kind_is_marked_at_the_end_and_not_before(room, drills):
    sitting = room.sitting(*drills)
    answer_all(sitting)
    assert "mock_marked" not in room.kinds("mock_")
    mock = room.ended(sitting)
    assert {result.verdict for result in mock.results.values()} == {"right"}
    assert overall(mock).machine.share == 1.0
    assert mocks(room.session) == [mock]


def test_an_answer_may_change_until_the_end(room):
    sitting = room.sitting("one")
    assert sitting.answer(0, Answer(chosen=("is-linear",)))
    assert sitting.answer(0, Answer(chosen=("is-affine",)))
    assert not sitting.answer(0, Answer(chosen=("is-affine",)))
    assert room.ended(sitting).results[0].verdict == "right"


def test_after_the_end_another_window_is_refused_and_shows_what_stands(room):
    sitting = room.sitting("one", "several")
    other = Sitting(room.session, mocks(room.session)[-1], lambda: room.seconds)
    sitting.answer(0, Answer(chosen=("is-linear",)))
    mock = room.ended(sitting)
    writes = [
        lambda: other.answer(0, Answer(chosen=("is-affine",))),
        lambda: other.keep(1, Given(None, "text")),
        lambda: other.move(1),
        lambda: other.flag(1),
        lambda: other.ran(0, b""),
    ]
    events = len(room.kinds("mock_"))
    for write in writes:
        with pytest.raises(Over) as refused:
            write()
    assert refused.value.text == in_both("mock.is_over")
    assert other.mock == mock == mocks(room.session)[-1]
    assert len(room.kinds("mock_")) == events


def test_what_was_ended_in_another_window_ends_here_without_a_second_end(room):
    sitting = room.sitting("one")
    other = Sitting(room.session, mocks(room.session)[-1], lambda: room.seconds)
    sitting.end()
    other.end()
    assert other.mock.state == "ended"
    assert room.kinds("mock_").count("mock_ended") == 1


def test_what_cannot_be_read_is_told_at_once_and_is_no_answer(room):
    sitting = room.sitting("memory", "write")
    with pytest.raises(Unreadable):
        sitting.answer(0, Answer(texts=("banana",)))
    with pytest.raises(Unreadable):
        sitting.answer(1, Answer(texts=("dy @ (",)))
    assert not sitting.mock.answered


def test_what_was_typed_and_not_submitted_counts_in_the_end(room):
    sitting = room.sitting("memory", "name")
    sitting.keep(0, Given(None, "1/4"))
    sitting.keep(1, Given(None, "  "))
    mock = room.ended(sitting)
    assert [mock.results[index].verdict for index in range(2)] == ["right", "none"]


def test_a_wrong_line_keeps_why_for_the_report(room):
    sitting = room.sitting("write")
    sitting.answer(0, Answer(texts=("dy @ x",)))
    room.judge.verdict = "fail"
    mock = room.ended(sitting)
    said = [part.text for part in item_parts(room.session, mock, 0, Plain(room.session))]
    assert "says the grader" in said
    assert "x.T @ dy" in said


def test_a_grader_that_fails_is_no_wrong_answer(room):
    sitting = room.sitting("write", "code")
    sitting.answer(0, Answer(texts=("dy @ x",)))
    sitting.workspace().start(CODE, "def dense_forward(x, w, b): pass\n")
    room.judge.verdict = "infra"
    mock = room.ended(sitting)
    assert {result.verdict for result in mock.results.values()} == {"infra"}
    assert missed(mock) == ()


def test_time_and_pauses_are_on_record(room):
    sitting = room.sitting("one", "several")
    room.passes(20)
    assert (sitting.elapsed, sitting.left, sitting.spent(0)) == (20, 100, 20)
    sitting.move(1)
    room.passes(130)
    assert sitting.left == -30
    sitting.pause()
    room.passes(600)
    assert sitting.elapsed == 150
    sitting.resume()
    room.passes(5)
    sitting.end()
    assert sitting.mock.used == {0: 20.0, 1: 135.0}
    assert overall(sitting.mock).paused == 600


def test_after_a_kill_it_goes_on_where_it_was(room):
    sitting = room.sitting("one", "several")
    sitting.answer(0, Answer(chosen=("is-affine",)))
    sitting.move(1)
    room.passes(30)
    sitting.tick()
    room.passes(3600)
    again = Sitting(room.session, mocks(room.session)[-1], lambda: room.seconds)
    again.resume()
    assert (again.mock.current, again.elapsed, again.mock.answered) == (1, 30, {0})
    assert [(pause.seconds, pause.killed) for pause in again.mock.pauses] == [(3600, True)]


def test_the_code_has_a_file_of_its_own_and_the_learners_stays(room):
    room.session.save(CODE, "mine = 1\n")
    sitting = room.sitting("code")
    files = sitting.workspace()
    files.start(CODE, room.session.exercise(CODE).starter)
    files.save(CODE, "attempt = 1\n")
    mock = room.ended(sitting)
    assert files.path(CODE).is_relative_to(room.paths.work / ".mock")
    assert room.session.draft(CODE) == "mine = 1\n"
    assert mock.results[0].report["verdict"] == "pass"
    assert "attempt = 1\n" in [part.text for part in item_parts(room.session, mock, 0, Plain(room.session))]
    assert room.session.history.record.checks == []


def test_an_untouched_starter_is_no_answer(room):
    sitting = room.sitting("code")
    sitting.workspace().start(CODE, room.session.exercise(CODE).starter)
    assert room.ended(sitting).results[0].verdict == "none"


def test_without_agreement_nothing_is_a_review(room, drills):
    sitting = room.sitting(*drills)
    answer_all(sitting)
    mock = judging.agree(room.session, room.ended(sitting), agreed=False)
    assert mock.agreed is False
    assert room.session.home().answered_today == 0
    assert room.kinds("answered") == []


def test_with_agreement_every_answer_is_a_review_that_names_the_interview(room, drills):
    sitting = room.sitting(*drills, "open")
    room.passes(7)
    answer_all(sitting)
    mock = room.ended(sitting)
    ticks = Answer(chosen=("affine", "bias"))
    mock = judging.keep(room.session, mock, len(drills), judging.ticked(posed(room.session, mock.items[-1]), ticks))
    judging.agree(room.session, mock, agreed=True)
    events = room.session.history.of("answered")
    assert {event.body["mock"] for event in events} == {mock.id}
    assert [event.body["item"] for event in events] == list(range(len(drills) + 1))
    assert events[0].body["elapsed_ms"] == 7000
    assert events[-1].body["verdict"] == "self"
    assert events[-1].body["answer"] == {"chosen": ["affine", "bias"], "texts": ["affine"]}
    assert room.session.home().answered_today == len(drills) + 1


def test_answers_count_as_of_the_day_on_which_they_were_given(room):
    sitting = room.sitting("several", "one", "code")
    sitting.workspace().start(CODE, "attempt = 1\n")
    sitting.move(1)
    room.passes(10)
    sitting.answer(1, Answer(chosen=("is-affine",)))
    sitting.move(0)
    room.passes(20)
    sitting.answer(0, Answer(chosen=("w",)))
    sitting.move(2)
    room.passes(300)
    mock = room.ended(sitting)
    room.passes(5 * 86_400)
    room.session.answer(room.session.pose(mock.items[1].card, 1), Answer(chosen=("is-affine",)), 10)
    judging.agree(room.session, mock, agreed=True)
    reviews = room.session.history.record.reviews
    moments = [(review.card.partition("#")[2], (review.at - NOON).total_seconds()) for review in reviews]
    assert moments == [("one", 10), ("several", 30), ("one", 330 + 5 * 86_400)]
    assert room.session.home().answered_today == 1
    memories = room.session._memories()
    assert memories[mock.items[0].card].last == NOON + timedelta(seconds=30)
    assert memories[mock.items[1].card].reviews == 2
    [check] = room.session.history.record.checks
    assert check.at == NOON + timedelta(seconds=330)
    [entry] = room.session.today().given.written
    assert entry.seconds == 300
    again = room.opened()
    assert again.history.record == room.session.history.record
    again.close()


def test_a_review_has_the_verdict_of_the_report(room):
    sitting = room.sitting("one", "several")
    answer_all(sitting)
    mock = room.ended(sitting)
    told = replace(mock.results[0], verdict="partial", score=0.5)
    judging.agree(room.session, replace(mock, results={**mock.results, 0: told}), agreed=True)
    bodies = [event.body for event in room.session.history.of("answered")]
    assert [(body["verdict"], body["score"], body["rating"]) for body in bodies] == [
        ("partial", 0.5, 2),
        ("right", 1, 3),
    ]


def test_an_answer_that_a_report_rests_on_is_not_taken_back(room, drills):
    sitting = room.sitting(*drills)
    answer_all(sitting)
    judging.agree(room.session, room.ended(sitting), agreed=True)
    count = len(room.session.history.record.reviews)
    assert count
    assert not room.session.undoable
    assert room.session.stays == "mock"
    assert room.session.undo() is None
    assert len(room.session.history.record.reviews) == count


@pytest.mark.parametrize("agreed", [True, False])
def test_its_time_is_practice_of_its_day_once_and_pauses_are_not(room, drills, agreed):
    sitting = room.sitting(*drills)
    room.passes(90)
    sitting.tick()
    room.passes(30)
    sitting.pause()
    room.passes(3600)
    sitting.resume()
    answer_all(sitting)
    room.passes(60)
    sitting.pause()
    room.passes(3600)
    judging.agree(room.session, room.ended(sitting), agreed)
    given = room.session.today().given
    assert given.mocked_today == pytest.approx(180)
    assert given.spent == pytest.approx(180)
    assert room.session.today().left == 60 * given.settings.minutes - 180
    room.passes(86_400)
    assert room.session.today().given.spent == 0


def test_who_is_killed_while_agreeing_is_asked_again_and_nothing_counts_twice(room, drills, monkeypatch):
    sitting = room.sitting(*drills)
    answer_all(sitting)
    mock = room.ended(sitting)
    count = room.session.count

    def killed(found, *rest, **of):
        if of["item"] == 4:
            raise LogUnusable(room.paths.log, "killed")
        count(found, *rest, **of)

    with monkeypatch.context() as patched:
        patched.setattr(room.session, "count", killed)
        with pytest.raises(LogUnusable):
            judging.agree(room.session, mock, agreed=True)
    assert mocks(room.session)[-1].agreed is None
    judging.agree(room.session, mocks(room.session)[-1], agreed=True)
    assert sorted(event.body["item"] for event in room.session.history.of("answered")) == list(range(len(drills)))


def test_an_answer_to_a_key_that_changed_since_is_no_review(room):
    sitting = room.sitting("one", "several")
    answer_all(sitting)
    mock = room.ended(sitting)
    changed = replace(mock, items=(replace(mock.items[0], fingerprint="other"), mock.items[1]))
    judging.agree(room.session, changed, agreed=True)
    assert [event.body["item"] for event in room.session.history.of("answered")] == [1]
    said = [part.text for part in item_parts(room.session, changed, 0, Plain(room.session))]
    assert room.session.words("mock.key_changed") in said


@pytest.mark.parametrize(("verdict", "begun", "counts"), [("pass", False, 1), ("fail", True, 1), ("fail", False, 0)])
def test_with_agreement_a_pass_counts_and_a_failure_of_what_was_begun(room, verdict, begun, counts):
    if begun:
        room.session.start(CODE)
    sitting = room.sitting("code")
    sitting.workspace().start(CODE, "attempt = 1\n")
    room.judge.verdict = verdict
    mock = room.ended(sitting)
    for _ in range(2):
        judging.agree(room.session, mock, agreed=True)
    assert len(room.session.history.record.checks) == counts
    assert (room.session.history.record.status.get(CODE) == "passed") is (verdict == "pass")


def test_a_card_that_is_gone_is_said_and_counts_for_nothing(room):
    sitting = room.sitting("one")
    sitting.mock = replace(sitting.mock, items=(replace(sitting.mock.items[0], card="core:no/such#card"),))
    mock = room.ended(sitting)
    assert mock.results[0].verdict == "infra"
    [part] = item_parts(room.session, mock, 0, Plain(room.session))
    assert "core:no/such#card" in part.text
