"""The session: marked, then on disk, then shown; and a restart stands where the learner stood."""

import json
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exercises.content import Text
from grader import LineResult, Options, Report, SandboxError
from quiz import ids
from quiz.log import Log, LogUnusable
from quiz.marking import Answer, Unreadable
from quiz.paths import Paths
from quiz.practice import Practice
from quiz.session import NotHeld, Place, WorkspaceError, open_session
from quiz.stats.as_json import as_json
from quiz.stats.counted import of_shelf
from quiz.stock import our_titles
from tests.packs import make_pack
from tests.samples import know_ours, make_exercise

SAMPLE = Path(__file__).parent / "every-kind.toml"
TOPICS = 'schema = 1\n[topics]\nmlp = { en = "MLP", zh = "多层感知机" }\ncnn = { en = "CNN", zh = "卷积" }\n'
ID = "layers/dense"
RIGHT = Answer(chosen=("is-affine",))
WRONG = Answer(chosen=("is-linear",))


class Judge:
    """A grader that says what it is told, and counts."""

    def __init__(self):
        self.verdict = "pass"
        self.closed = 0

    def check(self, exercise, source, options, errand=None):
        return Report(
            exercise.id, "sha", options.file, "sha", options.salt or "drawn", self.verdict, None, 1.0, (), Text("m")
        )

    def check_line(self, task, line, salt):
        return LineResult(self.verdict, None, Text("m"))

    def close(self):
        self.closed += 1


class Learner:
    """Opens sessions on one set of files, with a clock that can be turned."""

    def __init__(self, folder):
        content = folder / "content"
        for topic in ("mlp", "cnn"):
            (content / "questions" / topic).mkdir(parents=True)
            shutil.copy(SAMPLE, content / "questions" / topic / "every-kind.toml")
        (content / "topics.toml").write_text(TOPICS, encoding="utf-8")
        self.paths = Paths(folder / "work", folder / "data", folder / "cache", content)
        know_ours(self.paths.cache)
        self.now = datetime(2026, 1, 10, 12, tzinfo=UTC)
        self.judge = Judge()
        self.started = 0
        self.sessions = []

    def grader(self):
        self.started += 1
        return self.judge

    def session(self, locale="en"):
        self.sessions.append(open_session(self.paths, locale, lambda: self.now, self.grader))
        return self.sessions[-1]

    def events(self, *kinds):
        log = Log.open(self.paths.log, "test", lambda: self.now)
        found = [event for event in log.events() if not kinds or event.kind in kinds]
        log.close()
        return found


@pytest.fixture
def learner(tmp_path):
    learner = Learner(tmp_path)
    yield learner
    for session in learner.sessions:
        session.close()


def single(session, topic="mlp"):
    return session.pose(f"core:{topic}/every-kind#one", 7)


def test_an_answer_is_on_disk_when_it_is_returned(learner):
    session = learner.session("zh")
    mark = session.answer(single(session), WRONG, 1234)
    assert mark.verdict == "wrong"
    [event] = learner.events("answered")
    published = ids.current(session.bank)["core:mlp/every-kind#one"]
    assert event.body == {
        "card": "core:mlp/every-kind#one", "fingerprint": published.fingerprint, "seed": 7,
        "answer": WRONG.to_json(), "verdict": "wrong", "score": 0.0, "rating": 1, "elapsed_ms": 1234, "language": "zh",
    }  # fmt: skip


def test_an_answer_that_cannot_be_read_is_not_logged(learner):
    session = learner.session()
    with pytest.raises(Unreadable):
        session.answer(session.pose("core:mlp/every-kind#memory", 1), Answer(texts=("banana",)), 1)
    assert not learner.events("answered")


def test_an_answer_that_cannot_be_logged_is_refused_and_the_card_stays(learner, monkeypatch):
    session = learner.session()
    posed = session.next()

    def full(*_):
        raise LogUnusable(learner.paths.log, "database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Log, "append", full)
        with pytest.raises(LogUnusable):
            session.answer(posed, Answer(chosen=("is-affine",)), 1)
        assert session.home().answered_today == 0
    assert session.next() == posed


def test_the_unanswered_card_comes_back_with_its_seed_also_after_a_restart(learner):
    first = learner.session()
    posed = first.next()
    assert first.next() == posed
    first.visit(Place())
    again = learner.session()
    assert again.next() == posed
    again.answer(posed, RIGHT, 1)
    assert again.next().card != posed.card


def test_a_topic_narrows_the_quiz_and_another_topics_card_does_not_come_back_there(learner):
    session = learner.session()
    assert session.next(Practice("cnn")).card.startswith("core:cnn/")
    assert session.next(Practice("mlp")).card.startswith("core:mlp/")
    assert session.history.record.place.topic == "mlp"


def test_a_day_brings_as_many_new_cards_as_set_but_a_topic_of_ones_own_choice_as_many_as_it_has(learner):
    session = learner.session()
    session.configure(new_a_day=3)
    for _ in range(3):
        session.history.add("answered", {"card": session.next().card, "rating": 3})
    assert session.next() is None
    assert session.capped(Practice())
    assert session.next(Practice("cnn")) is not None
    assert not session.capped(Practice("cnn"))
    learner.now += timedelta(days=1)
    assert session.next() is not None


def test_every_card_is_asked_once_a_day_and_then_there_is_nothing(learner):
    session = learner.session()
    session.configure(new_a_day=len(session.bank.cards))
    seen = []
    while posed := session.next():
        seen.append(posed.card)
        session.history.add("answered", {"card": posed.card, "rating": 3})
    assert sorted(seen) == sorted(session.bank.cards)
    learner.now += timedelta(days=30)
    assert session.next() is not None
    assert session.home().due == len(seen)


def test_home_counts_what_is_due_new_and_done_today(learner):
    session = learner.session()
    total = len(session.bank.cards)
    before = session.home()
    assert (before.due, before.new, before.answered_today, before.place) == (0, total, 0, Place())
    assert [topic.title.zh for topic in before.topics] == ["多层感知机", "卷积"]
    session.answer(single(session), RIGHT, 1)
    session.answer(single(session), RIGHT, 1)
    after = session.home()
    assert (after.new, after.answered_today, after.topics[0].seen, after.topics[1].seen) == (total - 1, 2, 1, 0)
    learner.now += timedelta(days=20)
    later = session.home()
    assert (later.due, later.answered_today, later.topics[0].due) == (1, 0, 1)


def test_tracks_come_in_their_order_with_what_was_passed(learner):
    session = learner.session()
    tracks = [track.track for track in session.home().tracks]
    assert tracks == [track for track in our_titles() if track in tracks]
    assert {"layers", "cnn", "sequence"} <= set(tracks)
    session.draft(ID)
    assert status(session) == "started"
    session.check(ID, b"")
    learner.judge.verdict = "fail"
    session.check(ID, b"")
    assert status(learner.session()) == "passed"


def status(session):
    """Of the dense layer, on the home screen."""
    return next(row.status for track in session.home().tracks for row in track.exercises if row.id == ID)


def test_a_broken_question_file_is_a_fault_on_the_home_screen_and_the_rest_loads(learner):
    (learner.paths.content / "questions" / "cnn" / "every-kind.toml").write_text("schema = ")
    home = learner.session().home()
    assert len(home.faults) == 1
    assert [topic.topic for topic in home.topics] == ["mlp"]


def test_the_place_and_the_language_survive_a_restart(learner):
    first = learner.session("en")
    place = Place("exercise", exercise=ID)
    first.visit(place)
    first.visit(place)
    first.set_language("zh")
    again = learner.session("en")
    assert (again.home().place, again.language) == (place, "zh")
    assert len(learner.events("visited")) == 1


def test_a_language_for_one_run_is_not_remembered(learner):
    session = learner.session("en")
    session.set_language("zh", remember=False)
    assert session.words("error.interrupted") == "已中断"
    assert learner.session("en").language == "en"


def test_what_another_process_logs_is_seen_at_once(learner):
    one, other = learner.session(), learner.session()
    assert one.home().answered_today == 0
    other.answer(single(other), RIGHT, 1)
    other.check(ID, b"")
    assert (one.home().answered_today, status(one)) == (1, "passed")


def test_an_undone_answer_never_happened(learner):
    session = learner.session()
    session.answer(single(session), RIGHT, 1)
    [answered] = learner.events("answered")
    session.history.add("undone", {"event": answered.id})
    assert session.home().answered_today == 0
    assert learner.session().home().topics[0].seen == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("from-the-future", {"card": 1}),
        ("answered", {}),
        ("answered", {"card": "x", "rating": "good"}),
        ("visited", {"screen": "quiz", "card": "core:gone/x#y", "unknown": 1}),
        ("settings", {"language": "tlh"}),
        ("settings", {"theme": "dark"}),
        ("hinted", {"exercise": ID, "number": None}),
        ("undone", {"event": "no such event"}),
        ("undone", {"event": ["not", "hashable"]}),
        ("checked", {"exercise": ["odd"], "verdict": "pass"}),
        ("reset", {"exercise": ["odd"]}),
        ("visited", {"screen": "exercise", "exercise": ["odd"]}),
        ("visited", {"screen": "quiz", "mode": "weakest", "since": "long ago", "card": ["odd"]}),
        ("apply", {}),
    ],
)
def test_events_that_this_version_does_not_understand_do_no_harm(learner, kind, body):
    event = learner.session().history.add(kind, body)
    session = learner.session()
    assert session.home().answered_today == 0
    assert session.next() is not None
    assert session.language == "en"
    assert event in learner.events(kind)


@pytest.mark.parametrize(
    ("odd", "counts"),
    [({"card": "core:\ud800/x#y", "rating": 4}, 1), ({"score": float("nan")}, 0), ({"score": 10**30}, 0)],
)
def test_an_answer_that_none_of_ours_could_be_does_no_harm(learner, odd, counts):
    history = learner.session().history
    history.add("answered", {"card": "core:mlp/x#y", "rating": 3, "verdict": "self", "score": 1.0, **odd})
    session = learner.session()
    assert session.home().answered_today == counts
    assert json.loads(as_json(of_shelf(session)), parse_constant=pytest.fail)["self"]["n"] == counts


def test_cards_that_are_gone_leave_those_that_are_new(learner):
    session = learner.session()
    session.configure(new_a_day=0)
    for number in range(len(session.bank.cards)):
        session.history.add("answered", {"card": f"core:gone/q{number}#x", "rating": 3})
    assert session.capped(Practice())


def test_a_clock_that_was_ahead_holds_nothing_up(learner):
    learner.now += timedelta(days=400)
    session = learner.session()
    ahead = session.next()
    session.set_language("zh")
    session.configure(minutes=25)
    session.keep(ahead.card, "half a thought")
    learner.now -= timedelta(days=400)
    session.set_language("en")
    asked = []
    for _ in range(3):
        asked.append(learner.session().next().card)
        session.history.add("answered", {"card": asked[-1], "rating": 3, "verdict": "right"})
        learner.now += timedelta(minutes=1)
    assert asked[0] == ahead.card
    assert len(set(asked)) == 3
    again = learner.session()
    assert (again.language, again.settings.minutes, again.kept(ahead.card)) == ("en", 25, "")


def test_hints_that_were_counted_below_none_are_none(learner):
    session = learner.session()
    session.history.add("hinted", {"exercise": ID, "number": -7})
    assert session.hints_given(ID) == []
    assert session.hint(ID)[0] == 1


def test_a_training_that_diverged_is_no_result(learner):
    session = learner.session()
    for score in (float("nan"), 0.5, float("inf")):
        session.trained("digits", score, {})
    assert session.history.record.scores == {"digits": [0.5]}


def test_a_damaged_log_is_told_once_and_a_new_one_is_begun(learner):
    learner.paths.data.mkdir()
    learner.paths.log.write_bytes(b"no database at all " * 100)
    session = learner.session()
    session.home()
    [warning] = session.warnings()
    assert "log.damaged-" in warning.en
    assert session.warnings() == ()
    session.answer(single(session), RIGHT, 1)


def test_without_a_log_exercises_go_on_and_the_trouble_is_told_once(learner):
    learner.paths.data.write_text("a file in the place of the folder")
    session = learner.session()
    assert session.draft(ID)
    assert session.check(ID, b"").passed
    assert session.home().answered_today == 0
    assert len(session.warnings()) == 1
    assert session.warnings() == ()
    with pytest.raises(LogUnusable):
        session.answer(single(session), RIGHT, 1)


def test_a_check_is_logged_with_what_statistics_need(learner):
    report = learner.session().check(ID, b"x = 1", Options(file="mine.py", salt="pepper", strict=True))
    [event] = learner.events("checked")
    assert report.passed
    assert event.body["file"] == "mine.py"
    assert {event.body[key] for key in ("exercise", "salt", "verdict")} == {ID, "pepper", "pass"}
    assert (event.body["strict"], event.body["hidden"]) == (True, False)


def test_hints_come_one_by_one_the_last_stays_and_a_restart_goes_on(learner):
    session = learner.session()
    hints = session.exercise(ID).hints
    assert session.hint(ID) == (1, hints[0])
    given = [learner.session().hint(ID)[0] for _ in range(len(hints) + 1)]
    assert given == [*range(2, len(hints) + 1), len(hints), len(hints)]


def test_an_undone_answer_comes_back_when_the_undoing_is_undone(learner):
    session = learner.session()
    session.answer(single(session), RIGHT, 1)
    [answered] = learner.events("answered")
    undone = session.history.add("undone", {"event": answered.id})
    session.history.add("undone", {"event": undone.id})
    assert session.home().answered_today == 1


def test_an_event_of_a_later_form_is_skipped_and_kept(learner):
    first = learner.session()
    first.answer(single(first), RIGHT, 1)
    first.history._log._db.execute("UPDATE event SET v = 2")
    session = learner.session()
    assert session.home().answered_today == 0
    assert [event.v for event in learner.events("answered")] == [2]


def test_an_event_from_the_end_of_time_does_no_harm(learner):
    first = learner.session()
    first.answer(single(first), RIGHT, 1)
    first.history._log._db.execute("UPDATE event SET at = 9000000000000000000")
    assert learner.session().home().answered_today == 0


def test_the_solution_opens_with_a_pass(learner):
    session = learner.session()
    assert session.solution(ID) is None
    assert session.solution(ID, anyway=True) == session.exercise(ID).solution
    session.check(ID, b"")
    assert session.solution(ID) == session.exercise(ID).solution


def test_a_redo_begins_with_the_starter_and_hides_the_solution_until_it_passes(learner):
    session = learner.session()
    session.draft(ID)
    session.save(ID, "mine = 1\n")
    session.hint(ID)
    session.check(ID, b"")
    kept = session.redo(ID)
    assert kept.read_text() == "mine = 1\n"
    assert session.draft(ID) == session.exercise(ID).starter
    assert session.hints_given(ID) == []
    assert session.solution(ID) is None
    assert session.redo(ID) is None, "it goes on"
    assert session.history.record.status[ID] == "passed"
    again = learner.session()
    assert again.history.record.redos == {ID: learner.now}
    again.check(ID, b"")
    assert not again.history.record.redos
    assert again.solution(ID) == again.exercise(ID).solution
    again.workspace.path(ID).unlink()
    assert again.redo(ID) is None
    assert again.draft(ID) == again.exercise(ID).starter


def test_the_plan_is_walked_in_order_and_computed_once_a_minute(learner):
    session = learner.session()
    session.configure(new_a_day=4)
    plan = session.today()
    assert session.today() is plan
    walked = []
    while posed := session.next(Practice(mode="today")):
        walked.append(posed.card)
        session.history.add("answered", {"card": posed.card, "rating": 3, "elapsed_ms": 1000})
    assert walked[0] == plan.items[0].id
    assert len(walked) == 4
    assert session.today() is not plan
    learner.now += timedelta(minutes=1)
    assert session.today().items
    assert {item.kind for item in session.today().items} <= {"build"}


def test_an_edit_made_elsewhere_is_kept_and_told(learner):
    session = learner.session()
    session.draft(ID)
    session.workspace.path(ID).write_text("elsewhere")
    session.save(ID, "here")
    [warning] = session.warnings()
    assert Path(warning.en.rpartition(" ")[2]).read_text() == "elsewhere"


def test_reset_puts_the_starter_back_and_a_missing_file_is_an_error(learner):
    session = learner.session()
    with pytest.raises(WorkspaceError):
        session.reset(ID)
    session.draft(ID)
    session.save(ID, "mine")
    assert session.reset(ID).read_text() == "mine"
    assert session.draft(ID) == session.exercise(ID).starter


def test_the_grader_starts_once_when_it_is_needed_and_ends_with_the_session(learner):
    session = learner.session()
    session.home()
    session.answer(single(session), RIGHT, 1)
    assert learner.started == 0
    threads = [threading.Thread(target=session.check, args=(ID, b"")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.answer(session.pose("core:mlp/every-kind#write", 1), Answer(texts=("x.T @ dy",)), 1)
    session.close()
    assert (learner.started, learner.judge.closed) == (1, 1)
    assert len(learner.events("checked")) == 4


def of_a_pack(learner, level):
    """A session with a pack whose drill brings a line to write, on a machine with this isolation."""
    make_pack(learner.paths.data / "acme", "mlp")
    learner.paths = replace(learner.paths, packs=(learner.paths.data / "acme",))
    learner.judge.prove = lambda: level
    session = learner.session()
    return session, session.pose("acme:mlp/every-kind#write", 1)


@pytest.mark.parametrize("level", ["A", "B"])
def test_the_line_of_a_pack_is_judged_in_the_lock(learner, level):
    session, posed = of_a_pack(learner, level)
    assert session.answer(posed, Answer(texts=("x.T @ dy",)), 1).verdict == "right"


def test_without_the_lock_the_line_of_a_pack_is_not_run_and_nothing_is_logged(learner, monkeypatch):
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    session, posed = of_a_pack(learner, "D")
    learner.judge.check_line = lambda *_: pytest.fail("run")
    with pytest.raises(Unreadable, match="GRADLINGS_REQUIRE_ISOLATION=D"):
        session.answer(posed, Answer(texts=("x.T @ dy",)), 1)
    assert learner.events("answered") == []


def test_after_a_refusal_the_lines_of_packs_are_left_out_so_that_the_quiz_goes_on(learner, monkeypatch):
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    session, posed = of_a_pack(learner, "D")
    session.visit(Place("quiz", posed.card, posed.seed))
    assert session.next().card == posed.card
    with pytest.raises(NotHeld):
        session.answer(posed, Answer(texts=("x.T @ dy",)), 1)
    assert session.next().card.startswith("core:")
    assert learner.session().next().card.startswith("core:")


def test_without_a_sandbox_the_line_of_a_pack_is_not_run(learner, monkeypatch):
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    session, posed = of_a_pack(learner, "A")

    def prove():
        raise SandboxError("no process")

    learner.judge.prove = prove
    learner.judge.check_line = lambda *_: pytest.fail("run")
    with pytest.raises(Unreadable, match="no process"):
        session.answer(posed, Answer(texts=("x.T @ dy",)), 1)


@pytest.mark.parametrize("setting", ["A", "B", ""])
def test_only_the_one_setting_that_says_so_lets_it_run(learner, monkeypatch, setting):
    session, posed = of_a_pack(learner, "D")
    monkeypatch.setenv("GRADLINGS_REQUIRE_ISOLATION", setting)
    with pytest.raises(Unreadable):
        session.answer(posed, Answer(texts=("x.T @ dy",)), 1)
    monkeypatch.setenv("GRADLINGS_REQUIRE_ISOLATION", "D")
    assert session.answer(posed, Answer(texts=("x.T @ dy",)), 1).verdict == "right"


def test_our_own_lines_are_run_with_whatever_isolation_there_is(learner):
    learner.judge.prove = lambda: pytest.fail("asked")
    session = learner.session()
    posed = session.pose("core:mlp/every-kind#write", 1)
    assert session.answer(posed, Answer(texts=("x.T @ dy",)), 1).verdict == "right"


def test_packs_are_remembered_and_what_is_wrong_with_one_is_told_once(learner):
    acme, gone = make_pack(learner.paths.data / "acme", "mlp"), learner.paths.data / "gone"
    learner.session().set_packs([acme, gone])
    session = learner.session("zh")
    assert session.home().new == 42
    [warning] = session.warnings()
    assert str(gone) in warning.zh
    assert session.warnings() == ()
    session.set_language("en")
    assert learner.session().settings.packs == (str(acme), str(gone))
    session.set_packs([])
    assert session.home().new == 28


def test_folders_of_exercises_are_remembered_and_what_is_wrong_with_one_is_told_once(learner):
    make_exercise(learner.paths.data / "acme", "layers/mine")
    folders = [learner.paths.data / "acme", learner.paths.data / "gone"]
    learner.session().set_exercises(folders)
    session = learner.session("zh")
    assert session.home().tracks[-1].exercises[0].id == "acme:layers/mine"
    [warning] = session.warnings()
    assert str(folders[1]) in warning.zh
    assert session.warnings() == ()
    session.draft("acme:layers/mine")
    session.set_exercises([])
    assert "acme:layers/mine" not in session.catalog.ids()
    assert learner.session().history.record.status["acme:layers/mine"] == "started"


def test_exercises_stand_in_an_order_that_can_be_gone_with_what_is_still_to_be_done_before(learner):
    make_exercise(learner.paths.data / "acme", "layers/first", level=3)
    make_exercise(learner.paths.data / "acme", "layers/second", prerequisites=["layers/first"])
    session = learner.session()
    session.set_exercises([learner.paths.data / "acme"])

    def rows():
        return [(row.id, row.after) for row in session.home().tracks[-1].exercises]

    first, second = "acme:layers/first", "acme:layers/second"
    assert rows() == [(first, ()), (second, (first,))]
    session.check(first, b"")
    assert rows() == [(first, ()), (second, ())]


def test_a_card_of_a_pack_that_went_is_not_asked_and_not_forgotten(learner):
    acme = make_pack(learner.paths.data / "acme", "mlp")
    first = learner.session()
    first.set_packs([acme])
    first.answer(first.pose("acme:mlp/every-kind#one", 1), RIGHT, 1)
    first.visit(Place("quiz", "acme:mlp/every-kind#name", 1))
    first.set_packs([])
    session = learner.session()
    assert session.next().card.startswith("core:")
    session.set_packs([acme])
    assert session.home().new == 41


def test_opening_a_session_loads_neither_numpy_nor_pydantic_nor_textual():
    heavy = "{'numpy', 'pydantic', 'textual', 'rich'}"
    code = f"import sys, quiz.session; print(sorted({heavy} & set(sys.modules)))"
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert ran.stdout == "[]\n"


def test_what_is_written_is_kept_until_it_is_answered(learner):
    session = learner.session()
    posed = single(session)
    session.keep(posed.card, "half a thought")
    session.keep(posed.card, "half a thought")
    assert len(learner.events("drafted")) == 1
    assert learner.session().kept(posed.card) == "half a thought"
    session.answer(posed, RIGHT, 10)
    assert learner.session().kept(posed.card) == ""


def test_the_last_answer_can_be_taken_back(learner):
    session = learner.session()
    session.answer(single(session), RIGHT, 900)
    asked = session.next()
    session.answer(asked, WRONG if asked.kind == "single" else Answer(), 900)
    again = session.undo()
    assert (again.card, again.seed) == (asked.card, asked.seed)
    assert [review.card for review in session.history.record.reviews] == [single(session).card]
    assert session.next().card == asked.card
    assert [review.card for review in learner.session().history.record.reviews] == [single(session).card]


def test_nothing_of_yesterday_is_taken_back(learner):
    session = learner.session()
    assert session.stays == "none"
    session.answer(single(session), RIGHT, 900)
    assert session.stays == ""
    learner.now += timedelta(hours=2)
    assert session.stays == "old"
    assert session.undo() is None
    assert len(session.history.record.reviews) == 1


def test_what_another_window_answered_is_not_taken_back_here(learner):
    one, other = learner.session(), learner.session()
    learner.now += timedelta(seconds=1)
    first, second, third = (one.pose(f"core:{topic}/every-kind#one", 7) for topic in ("mlp", "cnn", "mlp"))
    one.answer(first, RIGHT, 900)
    learner.now += timedelta(seconds=1)
    other.answer(second, RIGHT, 900)
    assert one.undo().card == first.card
    assert [review.card for review in one.history.record.reviews] == [second.card]
    assert one.stays == "none"
    assert one.undo() is None
    one.answer(third, RIGHT, 900)
    assert other.undo().card == second.card
    assert [review.card for review in one.history.record.reviews] == [third.card]


def test_an_answer_of_another_machine_is_not_taken_back_though_its_clock_is_ahead(learner):
    session = learner.session()
    session.answer(single(session), RIGHT, 900)
    answered = session.history.of("answered")[0]
    theirs = {"id": "00000000-0000-4000-8000-000000000000", "device": "other", "at": answered.at + 10**8}
    with session.history.changing() as log:
        log.merge([answered._replace(body={**answered.body, "card": "core:cnn/every-kind#one"}, **theirs)])
    for opened in (session, learner.session()):
        assert opened.history.record.reviews[-1].card == "core:cnn/every-kind#one"
        assert opened.stays == ""
    assert learner.session().undo().card == single(session).card
    assert session.stays == "none", "the other window has taken it back"
    assert [review.card for review in session.history.record.reviews] == ["core:cnn/every-kind#one"]


def test_after_a_restart_the_last_answers_of_this_machine_are_taken_back_one_by_one(learner):
    first = learner.session()
    for topic in ("mlp", "cnn"):
        first.answer(single(first, topic), RIGHT, 900)
        learner.now += timedelta(minutes=1)
    first.close()
    again = learner.session()
    assert [again.undo().card for _ in range(2)] == [single(again, "cnn").card, single(again).card]
    assert again.stays == "none"


def test_two_windows_ask_two_cards_and_who_was_killed_comes_back_to_the_last(learner):
    one, other = learner.session(), learner.session()
    learner.now += timedelta(seconds=1)
    here = one.next()
    learner.now += timedelta(seconds=1)
    there = other.next()
    assert here.card != there.card
    assert other.next() == there
    learner.now += timedelta(seconds=1)
    other.close()
    assert learner.session().next() == there


def test_where_nothing_else_is_left_the_card_of_another_window_is_asked(learner):
    one, other = learner.session(), learner.session()
    practice = Practice(mode="question", question="core:mlp/every-kind", since=1)
    drills = [card.id for card in one.bank.cards.values() if practice.covers(card)]
    for card in drills[1:]:
        one.history.add("answered", {"card": card, "rating": 3, "verdict": "right"})
    learner.now += timedelta(seconds=1)
    assert [session.next(practice).card for session in (one, other)] == drills[:1] * 2
