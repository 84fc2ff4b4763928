"""`milestone`: the list, a training as it is watched, and how it ends."""

import signal
import sys
import time
from itertools import pairwise

import pytest

import grader
from exercises.content import Text
from grader.trained import Progress, Stumbled
from quiz.commands import prove
from quiz.commands.console import Console
from quiz.commands.live import WIDTH, Live
from quiz.words import Words
from tests.cli.conftest import ROOT, StubGrader
from tests.processes import descendants, gone
from tests.terminal import Terminal

ID = "digits-mlp"
NEEDS = ("layers/dense", "activations/relu", "losses/softmax-cross-entropy")


class Trainer(StubGrader):
    """Trains without computing anything: ten steps to this score, or to this end."""

    score = 0.97
    end = None
    files = ()

    def train(self, milestone, exercises, sources):
        Trainer.files = dict(sources)
        for step in range(1, 11):
            if step == 5 and self.end is not None:
                raise self.end
            yield Progress(step, 10, 2.0 / step, self.score if step == 10 else None, 3.0 if step > 2 else None)


@pytest.fixture
def trainer(monkeypatch):
    for name, value in (("score", 0.97), ("end", None), ("files", ()), ("verdict", "pass")):
        monkeypatch.setattr(Trainer, name, value)
    monkeypatch.setattr(grader, "Grader", Trainer)
    return Trainer


@pytest.fixture
def passed(run, trainer):
    for name in NEEDS:
        run("start", name)
        run("check", name)


def test_ids_in_a_row_are_joined_as_the_language_does(run, trainer):
    trainer.score = 0.5
    for language, comma in (("en", ", "), ("zh", "、")):
        said = "".join(run("--lang", language, "milestone", ID, "--with-solution").out.split())
        assert said.count("".join(comma.join(NEEDS).split())) == 2
        known = run("--lang", language, "milestone", "none").complaint
        assert comma in known.partition(ID)[2] or f"{comma}{ID}" in known


def test_without_an_id_all_are_listed_with_what_they_need(run):
    listed = run("milestone").out
    assert (
        "  digits-mlp  Your layers read handwriting\n    digits read rightly, of 599 never seen: at least 95 %"
        in listed
    )
    assert "      cnn/maxpool\n" in listed
    assert "at most 1.00 bits" in listed
    assert listed.endswith("Train one: gradlings milestone digits-mlp\n")
    assert "你写的层识别手写数字" in run("--lang", "zh", "milestone").out


def test_what_is_missing_is_said_with_how_to_start(run, trainer):
    run("start", NEEDS[0])
    run("check", NEEDS[0])
    refused = run("milestone", ID)
    assert refused.code == 2
    assert "2 exercises that you have not passed" in refused.complaint
    assert "gradlings start activations/relu; gradlings start losses/softmax-cross-entropy" in refused.complaint
    assert "layers/dense" not in refused.complaint


def test_an_unknown_one_is_refused_with_those_that_there_are(run):
    refused = run("milestone", "digits")
    assert (refused.code, refused.complaint) == (
        2,
        "there is no milestone digits; use one of digits-mlp, digits-cnn, text-lstm",
    )


def test_a_passed_file_that_is_gone_is_missing(run, passed, home):
    (home / "layers" / "dense.py").unlink()
    assert "gradlings start layers/dense;" in run("milestone", ID).complaint


def test_a_goal_reached_is_told_recorded_and_listed(run, passed, home):
    ran = run("milestone", ID)
    assert (ran.code, ran.err) == (0, "")
    assert "step 10/10, loss 0.200" in ran.out
    assert "✓ Goal reached: 97 % (digits read rightly, of 599 never seen); the goal is at\nleast 95 %." in ran.out
    assert Trainer.files["layers/dense"] == (home / "layers" / "dense.py").read_bytes()
    listed = run("milestone").out
    assert "✓ digits-mlp" in listed
    assert "best so far 97 %" in listed
    assert "✓ layers/dense" in listed


def test_a_goal_missed_says_where_to_look_and_the_best_stays(run, passed, trainer):
    run("milestone", ID)
    trainer.score = 0.9499
    ran = run("milestone", ID)
    assert ran.code == 1
    assert "✗ Goal missed: 94.9 %" in ran.out
    assert "Check each again:\nlayers/dense, activations/relu" in ran.out
    assert "best so far 97 %" in run("milestone").out


def test_our_solutions_fill_in_and_nothing_is_recorded(run, trainer):
    ran = run("milestone", ID, "--with-solution")
    assert ran.code == 0
    assert "With gradlings' own solution, not yours: layers/dense" in ran.out
    assert "this result is not recorded" in ran.out
    assert "best" not in run("milestone").out


def test_a_layer_that_stumbles_is_named_with_what_to_do(run, passed, trainer):
    trainer.end = Stumbled("layers/dense", Text("dw has another shape", "dw 形状不对"))
    ran = run("milestone", ID)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.endswith(
        "✗ The training ended: layers/dense: dw has another shape.\n\nCheck it again: gradlings check layers/dense\n"
    )
    assert "训练中止：layers/dense：dw 形状不对。" in run("--lang", "zh", "milestone", ID).out


def test_an_interrupted_training_ends_with_130_and_no_result(run, passed, trainer):
    trainer.end = KeyboardInterrupt()
    ran = run("milestone", ID)
    assert (ran.code, ran.complaint) == (130, "stopped")
    assert "best" not in run("milestone").out


def test_a_bad_setting_is_refused_in_a_line(run, monkeypatch):
    monkeypatch.setenv("GRADLINGS_ISOLATION", "none")
    refused = run("milestone", ID, "--with-solution")
    assert (refused.code, "GRADLINGS_ISOLATION" in refused.complaint) == (2, True)


def test_exercise_check_complains_of_a_milestone_that_names_nothing(run, stub, monkeypatch):
    monkeypatch.setattr(prove, "unknown_in_milestones", lambda ids: iter([f"{len(ids) > 40} for milestones"]))
    monkeypatch.setattr(prove, "_examined", lambda name, *_: name)
    monkeypatch.setattr("quiz.shelf.Shelf.bank", type("NoBank", (), {"cards": (), "complaints": ()})())
    ran = run("exercise", "check")
    assert ran.code == 1
    assert "True for milestones" in ran.out
    assert run("exercise", "check", "layers/dense").code == 0


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_in_a_terminal_one_line_grows(capsys, monkeypatch, environment):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("quiz.commands.live.PAUSE", 0.0)
    live = Live(Console(Words("en")))
    for step in range(1, 101):
        live.show(Progress(step, 100, 1 / step, None, 1.0))
    out = capsys.readouterr().out
    assert ("\r" in out) == (not environment)
    assert out.count("\n") == (10 if environment else 1)
    drawn = [line[:WIDTH].rstrip() for line in out.split("\r")[1:]]
    assert all(later.startswith(earlier[:-1]) for earlier, later in pairwise(drawn))


def test_ctrl_c_ends_every_process(home):
    environment = {"GRADLINGS_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "quiz", "milestone", "text-lstm", "--with-solution"]
    with Terminal(command, environment) as terminal:
        terminal.wait_for("/300, loss")
        below = descendants(terminal.process.pid)
        assert below
        terminal.process.kill(signal.SIGINT)
        terminal.wait_for("gradlings: stopped")
        end = time.monotonic() + 30
        while terminal.process.isalive() and time.monotonic() < end:
            time.sleep(0.02)
        assert terminal.process.exitstatus == 130
        assert gone(below)
