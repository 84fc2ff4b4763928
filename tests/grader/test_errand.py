"""A check on its way: which stages are told, and that one that is called off is over at once."""

import os
import threading
import time

import pytest

from exercises.catalog import Catalog
from grader import Cancelled, Errand, Grader
from grader.sandbox.fork import possible
from grader.sandbox.spawn import Spawner
from tests.processes import descendants, gone

DENSE = Catalog().get("layers/dense")
AUTOENCODER = Catalog().get("networks/train-autoencoder")
LOOP = DENSE.solution.replace("dw = x.T", "while True: pass\n    dw = x.T")
STAGES = ["loads", "functions", "calls", "shape", "forward", "gradient-shape", "gradient", "repeat", "inputs", "cost"]


def called_off(grader, exercise, source, *, at="functions"):
    """Seconds from the calling off, shortly after this stage, to the end of the check."""
    ended = []

    def cancel():
        ended.append(time.monotonic())
        errand.cancel()

    def told(stage):
        if stage == at:
            threading.Timer(0.2, cancel).start()

    errand = Errand(told)
    with pytest.raises(Cancelled):
        grader.check(exercise, source.encode(), errand=errand)
    return time.monotonic() - ended[0]


@pytest.fixture(params=["forked", "plain"])
def grader(request):
    if request.param == "forked" and not possible():
        pytest.skip("no fork here")
    with Grader(Spawner() if request.param == "plain" else None) as made:
        yield made


@pytest.mark.parametrize(
    ("old", "new", "passed"),
    [
        ("", "", len(STAGES)),
        ("x.T @ dy", "2 * x.T @ dy", 5),
        ("x @ w + b", "x @ w - b", 2),
        ("def dense_backward", "def backward", 1),
        ("def dense_forward", "def dense_forward(", 0),
        ("return dx, dw, db", "return dx.astype('f4').astype('f8'), dw, db", 5),
    ],
)
def test_the_stages_that_pass_are_told_once_and_in_order(old, new, passed):
    told = []
    assert old in DENSE.solution
    with Grader() as grader:
        report = grader.check(DENSE, DENSE.solution.replace(old, new).encode(), errand=Errand(told.append))
    assert told == STAGES[:passed] or report.passed
    assert sorted(set(told), key=told.index) == told


def test_a_check_that_is_called_off_ends_at_once_its_process_is_gone_and_the_next_one_works(grader):
    grader.check(DENSE, DENSE.solution.encode())
    before = descendants(os.getpid())
    assert called_off(grader, DENSE, LOOP) < DENSE.limits.seconds / 2
    assert gone(descendants(os.getpid()) - before)
    assert grader.check(DENSE, DENSE.solution.encode()).passed


def test_a_training_is_called_off_like_anything_else():
    with Grader() as grader:
        assert called_off(grader, AUTOENCODER, AUTOENCODER.solution, at="inputs") < AUTOENCODER.limits.seconds / 2


def test_what_was_called_off_before_it_began_starts_nothing():
    class Nothing:
        level = "D"

        def take(self):
            raise AssertionError("a process was started")

        warm = close = lambda self: None

    errand = Errand()
    errand.cancel()
    with pytest.raises(Cancelled):
        Grader(Nothing()).check(DENSE, DENSE.solution.encode(), errand=errand)


def test_what_begins_while_it_is_called_off_is_stopped_too():
    class Running:
        stopped = False

        def interrupt(self):
            self.stopped = True

    first, second, errand = Running(), Running(), Errand()
    errand.runs(first)
    errand.cancel()
    with pytest.raises(Cancelled):
        errand.runs(second)
    assert first.stopped
    with pytest.raises(Cancelled):
        errand.passed("loads")
