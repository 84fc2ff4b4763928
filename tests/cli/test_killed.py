"""Killed at any moment, nothing is lost that was shown as marked; nor is it where two run at once."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from quiz.history import History
from quiz.paths import find_paths
from quiz.zone import local_now
from tests.killed import MARKS, answers, make_content

ROOT = Path(__file__).parents[2]
TIMES = 100


def killing(home, content, times, seed):
    command = [sys.executable, "-W", "error", "-m", "tests.killed", str(home), str(content), str(times), str(seed)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, stdout=subprocess.PIPE, text=True)


def whole(home):
    """The log is sound, its numbers have no gap, and it can be read."""
    db = sqlite3.connect(home / ".data/log.sqlite3")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for (device,) in db.execute("SELECT DISTINCT device FROM event").fetchall():
        seqs = [seq for (seq,) in db.execute("SELECT seq FROM event WHERE device = ? ORDER BY seq", (device,))]
        assert seqs == list(range(1, len(seqs) + 1))
    db.close()
    history = History(find_paths({"GRADLINGS_HOME": str(home)}), local_now)
    assert len(history.record.reviews) == answers(home)
    assert history.set_aside is history.trouble is None
    history.close()


def test_a_quiz_killed_a_hundred_times_has_logged_every_answer_that_it_showed_as_marked(tmp_path):
    home, content = tmp_path / "home", make_content(tmp_path / "content")
    process = killing(home, content, TIMES, seed=6)
    out, _ = process.communicate(timeout=120)
    sittings = [json.loads(line) for line in out.splitlines()]
    assert len(sittings) == TIMES
    assert [s for s in sittings if not 0 <= s["after"] - s["before"] - s["shown"] <= 1] == []
    assert sum(s["shown"] for s in sittings) > TIMES
    assert {0, 1, 2, 3} <= {s["shown"] for s in sittings}
    assert any(s["after"] - s["before"] > s["shown"] for s in sittings), "some die between the log and the screen"
    whole(home)


def test_two_at_once_killed_again_and_again_lose_nothing_of_each_other(tmp_path):
    home, content = tmp_path / "home", make_content(tmp_path / "content")
    processes = [killing(home, content, 12, seed) for seed in (1, 2)]
    shown = 0
    for process in processes:
        out, _ = process.communicate(timeout=120)
        shown += sum(json.loads(line)["shown"] for line in out.splitlines())
    assert shown > 0
    assert shown <= answers(home) <= shown + 2 * 12
    whole(home)


LIMITED = """import resource, sys, pathlib, quiz.shelf
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
quiz.shelf.content_folder = lambda: pathlib.Path(sys.argv[1])
from quiz.cli import main
sys.exit(main(["quiz", "--plain"]))"""


def limited(home, content, size):
    """A quiz that goes on until no file may grow beyond this size, as on a full disk."""
    command = [sys.executable, "-W", "error", "-c", LIMITED, str(content), str(size)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "GRADLINGS_HOME": str(home)}
    return subprocess.run(command, env=env, input="1\n" * 400, capture_output=True, text=True, timeout=60, check=False)


def test_a_disk_that_is_full_ends_the_quiz_with_a_line_and_keeps_what_was_marked(tmp_path):
    home, content = tmp_path / "home", make_content(tmp_path / "content")
    limited(home, content, 2**30)  # the questions are compiled
    for path in (home / ".data").iterdir():
        path.unlink()
    full = limited(home, content, 130_000)
    assert full.returncode == 2
    assert full.stderr.startswith("gradlings: ")
    assert full.stderr.count("\n") == 1
    shown = sum(line.startswith(MARKS) for line in full.stdout.splitlines())
    assert 0 < shown == answers(home)
    whole(home)
    more = limited(home, content, 2**30)
    assert (more.returncode, more.stderr) == (0, "")
    assert answers(home) > shown
