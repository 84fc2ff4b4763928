"""`check`: which file as which exercise, what is said, and how it ends."""

import json
import os
from pathlib import Path

import pytest

from exercises.catalog import OURS
from grader import SandboxError
from quiz.log import Log, LogUnusable
from quiz.zone import local_now

ID = "layers/dense"
SOLUTION = OURS / ID / "solution.py"


@pytest.mark.parametrize(
    ("verdict", "code", "said"),
    [
        ("pass", 0, "✓ layers/dense: passed"),
        ("fail", 1, "✗ layers/dense: not passed (stage gradient)"),
        ("error", 1, "✗ layers/dense: not passed: the code raised an error"),
        ("timeout", 1, "out of time"),
        ("memory", 1, "out of memory"),
        ("blocked", 1, "not allowed"),
        ("infra", 3, "· layers/dense: not judged: the grader failed, not your code"),
    ],
)
def test_the_verdict_is_the_first_line_and_the_exit_code(run, stub, verdict, code, said):
    stub.verdict = verdict
    run("start", ID)
    ran = run("check", ID)
    assert (ran.code, ran.err) == (code, "")
    assert said in ran.out.splitlines()[0]


def test_a_failure_says_what_where_and_what_to_type_next(run, stub):
    run("start", ID)
    out = run("check", ID, "--strict").out
    assert out == (
        "✗ layers/dense: not passed (stage gradient)\n"
        "\nthe message\n\n1. dw is wrong\n2. every entry is doubled\n\nNote: single precision\n\n"
        "  ✓ forward:y    1/1 case\n"
        "  ✗ gradient:dw  0/2 cases, error nan (tolerance 1e-12), case wide\n"
        "  · repeat       not reached\n"
        "\nWorst entries of gradient:dw, case tiny:\n"
        "   index  yours  expected  yours/expected\n"
        "  [0, 1]    0.5      0.25               2\n"
        "     [2]    nan         0             nan\n"
        "\nYour code printed:\n  while loading:\n    loaded\n"
        "  case tiny, dense_forward:\n    printed\n    by the code\n"
        "  case wide, dense_backward:\n" + "    row\n" * 20 + "    … 2 more lines\n"
        "\nThe same cases again: gradlings check layers/dense --strict --salt 5a17\n"
        "The cause: gradlings check layers/dense --strict --salt 5a17 --explain\n"
        "A hint: gradlings hint layers/dense\n"
    )


def test_the_chinese_table_is_aligned_by_cells(run, stub):
    run("start", ID)
    out = run("check", ID, "--lang", "zh").out
    assert "    下标  你的值  正确值  你的值/正确值\n  [0, 1]     0.5    0.25              2\n" in out
    assert "1. dw 不对\n2. 每个元素都多了一倍\n" in out
    assert "dw 大了一倍" not in out
    assert "查看错因：gradlings check layers/dense --salt 5a17 --explain\n" in out


@pytest.mark.parametrize("flag", ["-e", "--explain"])
def test_the_cause_is_told_to_who_asks_for_it_and_the_log_keeps_how_far(run, stub, home, flag):
    run("start", ID)
    run("check", ID)
    out = run("check", ID, flag).out
    assert "\n1. dw is wrong\n2. every entry is doubled\n3. The cause: dw is twice too large\n" in out
    assert "--explain" not in out
    stub.verdict = "pass"
    assert "--explain" not in run("check", ID, flag).out
    log = Log.open(home / ".data/log.sqlite3", "test", local_now)
    told = [event.body for event in log.events() if event.kind == "explained"]
    log.close()
    assert [(body["step"], body["steps"]) for body in told] == [(2, 3), (3, 3)]
    assert told[0] == {
        "exercise": ID, "sha256": "sha256", "salt": "5a17", "findings": ["halved"], "step": 2, "steps": 3,
    }  # fmt: skip


def test_an_exception_shows_its_lines_what_failed_in_them_and_the_shapes(run, stub):
    stub.verdict = "error"
    run("start", ID)
    out = run("check", ID).out
    assert (
        "\nthe message\n"
        "  line 3, in dense_backward:\n"
        "    return 乘(x, w.T)\n"
        "           ^^^^^^^^^^\n"
        "    x (2, 3) · w (4, 3)\n"
        "  line 9:\n"
        "    a @ b\n"
        "    name0 (0, 1000000) · name1 (1, 1000000) · name2 (2, 1000000)\n"
    ) in out
    assert max(map(len, out.splitlines())) <= 80
    assert "  第 3 行，dense_backward：\n" in run("check", ID, "--lang", "zh").out


def test_json_is_one_object_with_the_documented_keys_and_nothing_else(run, stub):
    run("start", ID)
    ran = run("check", ID, "--json", "--salt", "pepper")
    result = json.loads(ran.out)
    assert (ran.code, ran.out.count("\n")) == (1, 1)
    assert list(result) == [
        "schema", "gradlings", "exercise", "exercise_sha", "file", "sha256", "salt", "verdict", "stage", "score",
        "checks", "findings", "notes", "message", "output", "outputs", "trace", "counterexample", "isolation", "ms",
        "hidden",
    ]  # fmt: skip
    assert result["salt"] == "pepper"
    assert result["checks"][1]["worst"][1]["yours"] == "nan"


@pytest.mark.parametrize(
    "name", ["dense.py", "layers/dense.py", "layers/dense/mine.py", "work/of/ann/dense.py", "dense.txt"]
)
def test_a_file_is_matched_by_its_path_or_name(run, stub, tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x = 1")
    result = json.loads(run("check", name, "--json").out)
    assert (result["exercise"], result["file"]) == (ID, name)


def test_a_file_of_any_name_is_judged_as_the_exercise_named(run, stub, tmp_path):
    file = tmp_path / "my answer.py"
    file.write_text("x = 1")
    unnamed = run("check", str(file))
    assert unnamed.code == 2
    assert f"gradlings check '{file}' --exercise ID" in unnamed.complaint
    ran = run("check", str(file), "--exercise", ID)
    assert f"gradlings check '{file}' --exercise {ID} --salt" in ran.out
    assert run("check", "my answer.py", "--exercise", "layers/dens").code == 2


def test_one_exercises_file_can_be_judged_as_another(run, stub):
    run("start", "cnn/conv2d")
    ran = run("check", "cnn/conv2d", "--exercise", ID)
    assert ran.out.startswith("✗ layers/dense")
    assert "gradlings check cnn/conv2d --exercise layers/dense" in ran.out


def test_without_an_argument_it_is_the_exercise_last_worked_on(run, stub):
    run("start", "cnn/conv2d")
    run("start", ID)
    assert "layers/dense" in run("check").out
    run("check", "cnn/conv2d")
    assert "cnn/conv2d" in run("check").out


def a_folder(path: Path) -> None:
    path.mkdir()


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(("make", "says"), [(a_folder, "directory"), (a_loop, "link"), (endless, "longer than")])
def test_what_is_no_file_is_one_line(run, stub, tmp_path, make, says):
    make(tmp_path / "dense.py")
    ran = run("check", "dense.py")
    assert ran.code == 2
    assert says in ran.complaint


def test_a_pipe_can_be_judged(run, stub):
    reading, writing = os.pipe()
    os.write(writing, b"x = 1")
    os.close(writing)
    ran = run("check", f"/dev/fd/{reading}", "--exercise", ID)
    os.close(reading)
    assert ran.code == 1


def test_a_verdict_is_not_lost_when_it_cannot_be_logged(run, stub, monkeypatch):
    run("start", ID)

    def full(log, *_):
        raise LogUnusable(log._path, "database or disk is full")

    monkeypatch.setattr(Log, "append", full)
    stub.verdict = "pass"
    ran = run("check", ID)
    assert (ran.code, ran.out[:1]) == (0, "✓")
    assert "database or disk is full" in ran.complaint


def test_a_home_that_cannot_be_written_does_not_stop_a_check(run, stub, home, tmp_path):
    home.write_text("a file in the place of the folder")
    (tmp_path / "dense.py").write_text("x = 1")
    ran = run("check", "dense.py")
    assert (ran.code, ran.out[:1]) == (1, "✗")
    assert "not saved" in ran.complaint


@pytest.mark.parametrize("fault", [RuntimeError("a bug of ours"), SandboxError("no process")])
def test_a_fault_of_the_grader_is_told_as_ours_with_a_file(run, stub, home, fault):
    stub.fault = fault
    run("start", ID)
    ran = run("check", ID)
    assert (ran.code, ran.out) == (3, "")
    assert ran.complaint.startswith("the grader failed, not your code")
    assert str(fault) in (home / ".data/faults.log").read_text()


def test_the_real_grader_judges_a_right_and_a_wrong_solution(spawn, tmp_path):
    right = spawn("check", str(SOLUTION), "--json")
    assert (right.code, right.err) == (0, "")
    assert json.loads(right.out)["verdict"] == "pass"
    wrong = SOLUTION.read_text().replace("db = dy.sum(axis=0)", "db = dy.mean(axis=0)")
    assert wrong != SOLUTION.read_text()
    (tmp_path / "dense.py").write_text(wrong)
    ran = spawn("check", "dense.py", "--salt", "1")
    assert (ran.code, ran.err) == (1, "")
    assert "averaged over the batch" not in ran.out
    assert "averaged over the batch" in spawn("check", "dense.py", "--salt", "1", "--explain").out
    assert spawn("check", "dense.py", "--salt", "1").out == ran.out
