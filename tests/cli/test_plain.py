"""`quiz --plain`: every kind of drill through a pipe, and what happens at its end."""

import io
import shutil
from pathlib import Path

import pytest

from exercises.content import Text
from grader import LineResult
from quiz.check import read_question
from quiz.log import Log, LogUnusable, device_id
from quiz.record import Record
from quiz.variants import pose
from quiz.zone import local_now

SAMPLE = Path(__file__).parents[1] / "quiz" / "every-kind.toml"
TOPICS = 'schema = 1\n[topics]\nmlp = { en = "MLP", zh = "多层感知机" }\n'


@pytest.fixture
def content(tmp_path, monkeypatch):
    folder = tmp_path / "content"
    (folder / "questions/mlp").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "questions/mlp")
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    monkeypatch.setattr("quiz.shelf.content_folder", lambda: folder)
    return folder


@pytest.fixture
def play(run, stub, content, monkeypatch):
    """Run the quiz with these lines typed."""

    def played(*lines: str, arguments=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("quiz", "--plain", *arguments)

    return played


@pytest.fixture
def only(monkeypatch):
    """Narrow the quiz to one drill of the sample."""

    def narrow(drill: str) -> None:
        def this_one(session, topic):
            card = f"core:mlp/every-kind#{drill}"
            return None if session.home().answered_today else pose(card, session.bank.question(card), 1)

        monkeypatch.setattr("quiz.session.Session.next", this_one)

    return narrow


@pytest.fixture(params=["en_US.UTF-8", "zh_CN.UTF-8"])
def language(request, monkeypatch, home):
    monkeypatch.setenv("LANG", request.param)


def events(home):
    log = Log.open(home / ".data/log.sqlite3", "test", local_now)
    found = list(log.events())
    log.close()
    return found


def logged(home):
    return [event for event in events(home) if event.kind == "answered"]


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    ("drill", "lines"),
    [
        ("one", ["1"]),
        ("one", ["b"]),
        ("one", ["C"]),
        ("several", ["1 2"]),
        ("several", ["a，b、c"]),
        ("claim", ["t", "1"]),
        ("claim", ["错", "2"]),
        ("memory", ["12"]),
        ("count", ["1/4"]),
        ("weights-shape", ["(3, 4)"]),
        ("name", ["q"]),
        ("order", ["4 3 2 1"]),
        ("pairs", ["2 1"]),
        ("gaps", ["x", "y"]),
        ("prints", ["3"]),
        ("bug", ["2", "1"]),
        ("write", ["x.T @ dy"]),
        ("open", ["", "1 3"]),
    ],
)
def test_every_kind_can_be_answered_and_is_logged(play, only, home, drill, lines):
    only(drill)
    ran = play(*lines)
    assert (ran.code, ran.err) == (0, "")
    assert [event.body["card"] for event in logged(home)] == [f"core:mlp/every-kind#{drill}"]


@pytest.mark.parametrize(
    ("drill", "lines"),
    [
        ("one", ["", "0", "9", "zz", "1 2", "-1", "²", "99999999999999999999"]),
        ("several", ["1 1", "1 9", "x y"]),
        ("claim", ["maybe", ""]),
        ("order", ["1 2", "1 1 1", "1 2 3 4 5 6 7"]),
        ("pairs", ["1", "1 1"]),
        ("bug", ["0", "99", "no"]),
        ("memory", ["banana"]),
        ("weights-shape", ["square"]),
    ],
)
def test_what_is_no_answer_is_asked_again_and_not_logged(play, only, home, drill, lines):
    only(drill)
    ran = play(*lines)
    assert (ran.code, ran.err) == (0, "")
    assert logged(home) == []


@pytest.mark.parametrize("last", ["q", ":q", "Q", None])
def test_q_or_the_end_of_input_ends_and_the_card_stays_for_the_next_time(play, home, last):
    ran = play(*([last] if last else []))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("[1] MLP") == 1
    assert play("q").out.strip() == ran.out.strip()


def test_a_sitting_goes_through_all_cards_and_says_how_many_were_right(play, home):
    ran = play(*["1", "t", "2 1", "4 3 2 1", "(2, 3)", "x.T @ dy", ""] * 100)
    assert (ran.code, ran.err) == (0, "")
    events = logged(home)
    right = sum(event.body["score"] == 1 for event in events)
    assert len({event.body["card"] for event in events}) == 14
    assert ran.out.endswith(f"Come back tomorrow.\n{len(events)} questions answered, {right} right.\n")


def test_a_wrong_option_shows_its_why_the_right_answer_and_the_claim(play, only):
    only("one")
    shown = play("q").out
    number = next(line.strip()[0] for line in shown.splitlines() if line.endswith("linear"))
    out = play(number).out
    for said in ("✗ Not right", "the bias", "affine", "A common claim, and false: It is linear."):
        assert said in out


def test_the_open_question_shows_its_key_points_only_after_enter(play, only):
    only("open")
    before = play(":q").out
    assert "What is a dense layer?" in before
    assert "affine" not in before
    after = play("", "1 2").out
    assert "Key points" in after
    assert "Self-assessed (50 %)" in after


def test_a_full_disk_ends_the_quiz_with_one_line_and_the_answer_is_not_shown_as_kept(play, only, home, monkeypatch):
    only("one")

    def full(log, *_):
        raise LogUnusable(log._path, "database or disk is full")

    monkeypatch.setattr(Log, "append", full)
    ran = play("1")
    assert ran.code == 2
    assert "full" in ran.complaint
    assert "✓" not in ran.out
    assert "✗" not in ran.out


def test_the_last_answers_are_taken_back_one_by_one_and_their_cards_come_again(play, home):
    ran = play("1", "undo", "q")
    assert (ran.code, ran.err) == (0, "")
    assert "Taken back" in ran.out
    assert ran.out.count("[1] MLP") == 2
    assert "answered" not in ran.out
    assert Record.of(events(home)).reviews == []
    ran = play("u", "1", "1", "1", ":u", "u", "u", "u", "q")
    taken = ran.out.count("Taken back")
    assert taken > 1
    assert ran.out.count("There is no answer to take back") == 5 - taken
    assert Record.of(events(home)).reviews == []


def test_why_an_answer_stays_is_said(play, home):
    play("1", "q")
    log = Log.open(home / ".data/log.sqlite3", device_id(home / ".data/device"), local_now)
    log.append("answered", {"card": "core:mlp/gone#one", "rating": 3, "mock": "id", "verdict": "right"})
    assert "given in a mock interview" in play("undo", "q").out
    log.append("answered", {"card": "core:mlp/gone#one", "rating": 3, "verdict": "right"})
    log.close()
    assert "no longer there" in play("undo", "q").out


def test_where_text_is_the_answer_only_colon_u_takes_back(play, only, home):
    only("name")
    assert "Taken back" not in play("undo").out
    assert logged(home)[-1].body["answer"] == {"texts": ["undo"]}


def test_an_empty_bank_is_one_line(play, content):
    (content / "questions/mlp/every-kind.toml").unlink()
    assert play().code == 2


def test_the_record_of_a_sitting_can_be_replayed(play, home):
    play("1", "1", "1", "1", ":q")
    log = logged(home)
    assert [review.card for review in Record.of(log).reviews] == [event.body["card"] for event in log]


def test_bytes_that_are_no_text_do_not_end_it_with_a_traceback(spawn):
    ran = spawn("quiz", "--plain", "--topic", "cnn", input="\udcff\udcfe\nq\n", errors="surrogateescape")
    assert ran.code == 0
    assert "Traceback" not in ran.err


def test_questions_speak_one_language_and_explanations_another(play, only, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    only("one")
    told = play("1", arguments=("--interview", "en")).out
    drill = next(drill for drill in read_question(SAMPLE).drills if drill.id == "one")
    assert drill.prompt.en.split()[0] in told
    assert drill.options[0].text.en in told
    assert any(option.why and option.why.zh[:6] in told for option in drill.options)
    assert drill.prompt.zh[:6] not in told


def test_an_aside_shows_the_other_language_and_the_terms_and_is_no_answer(play, only, home):
    only("one")
    drill = next(drill for drill in read_question(SAMPLE).drills if drill.id == "one")
    told = play(":o", ":g", ":m", "1").out
    assert drill.prompt.zh[:6] in told
    assert told.index(drill.prompt.en[:10]) < told.index(drill.prompt.zh[:6])
    assert len(logged(home)) == 1


def test_the_last_mark_is_shown_in_the_other_language(play, home):
    told = play("1", ":m").out
    marks = told.count("Right") + told.count("Not right") + told.count("Partly right")
    assert len(logged(home)) == 1
    assert marks == 2, "the words of the interface stay; what explains turns"


def test_a_line_that_cannot_be_judged_is_left_for_another_time(play, home, stub, monkeypatch):
    monkeypatch.setattr(stub, "check_line", lambda *_: LineResult("infra", None, Text("says the grader")))
    ran = play(*["1", "t", "2 1", "4 3 2 1", "(2, 3)", "x.T @ dy", ""] * 100)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("This question is left for another time") == 1
    assert not [event for event in logged(home) if event.body["card"].endswith("#write")]
