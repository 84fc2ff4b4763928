"""A zygote that dies is replaced, and its death is never held against a submission."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from exercises.catalog import Limits
from grader import Grader, Options
from grader.sandbox import SandboxError
from grader.sandbox.child import Child
from grader.sandbox.fork import Forker
from tests.processes import alive, descendants, gone

from .conftest import CALL, child, lockable

pytestmark = lockable


@pytest.fixture
def forker():
    made = Forker(wrapped=False)
    yield made
    made.close()


def kill_zygote(forker):
    pid = forker._zygote._process.pid
    os.kill(pid, signal.SIGKILL)
    assert gone([pid])


def test_a_dead_zygote_is_replaced(forker):
    with child(forker, "def f(): return 1.0") as one:
        assert one.perform([CALL], [], 100)[0] == 1.0
    kill_zygote(forker)
    with child(forker, "def f(): return 2.0") as one:
        assert one.perform([CALL], [], 100)[0] == 2.0


def test_its_children_die_with_it_and_nobody_calls_that_their_own_doing(forker):
    with Child(forker.take()) as one:
        one.greet(20.0)
        below = descendants(forker._zygote._process.pid)
        kill_zygote(forker)
        assert gone(below)
        with pytest.raises(SandboxError):
            one.load([("submission", b"def f(): ...")], Limits(), seed=0)


class Deadly(Forker):
    """Kills its zygote under the first so many children, once they are greeted."""

    def __init__(self, times):
        super().__init__(wrapped=False)
        self.times = times

    def take(self):
        taken = super().take()
        if self.times:
            self.times -= 1
            kill_zygote(self)
        return taken


@pytest.mark.parametrize(("times", "verdict"), [(1, "pass"), (9, "infra")])
def test_a_submission_is_judged_once_more_and_then_not_at_all(dense, times, verdict):
    with Grader(Deadly(times)) as grader:
        report = grader.check(dense, dense.solution.encode(), Options(salt="x"))
    assert report.verdict == verdict, report.message.en
    assert (report.score == 0.0) == (verdict == "infra")


def test_a_child_kept_ready_that_has_died_is_not_handed_out(forker):
    forker.warm()
    assert forker.level == "B"
    forker.warm()
    ready = forker._standby
    os.kill(ready._pid, signal.SIGKILL)
    assert gone([ready._pid])
    taken = forker.take()
    assert taken is not ready
    taken.discard()


def test_children_share_no_state_and_draw_from_their_own_seed(forker):
    source = "import numpy as np, random\ndef f(): return np.random.random() + random.random()"

    def drawn(seed):
        with Child(forker.take()) as one:
            one.greet(20.0)
            one.load([("submission", source.encode())], Limits(), seed=seed)
            return float(one.perform([CALL], [], 100)[0])

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_child_is_small(forker):
    """Private memory of a child that has computed something, which its zygote does not share."""
    with child(forker, "import numpy as np\ndef f(): return (np.ones((50, 50)) @ np.ones((50, 50))).sum()") as one:
        one.perform([CALL], [], 100)
        pid = one._started._pid
        if os.geteuid() != 0:
            pytest.skip("only root may look into an undumpable process")
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        private = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private"))
        assert 0 < private < 5 * 1024
        assert alive(pid)


def test_bubblewrap_that_may_not_work_here_is_left_out_and_the_reason_kept(tmp_path, monkeypatch):
    """As in a container that allows no namespaces."""
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with closing(Forker()) as forker:
        assert forker.level == "B"
        assert "No permissions" in forker.unwrapped
