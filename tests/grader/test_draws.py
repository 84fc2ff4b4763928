"""Everything that is drawn follows from the salt, on every machine and in every process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import Case, Catalog
from grader import compare, drawing
from grader.compare import TOLERANCE
from grader.drawing import draw_all, draw_hidden, drawn
from grader.draws import FLOOR, stream
from tests.grader.three import THREE

EXERCISES = THREE
ROOT = Path(__file__).parents[2]

PRINT_A_DRAW = """
import hashlib
from exercises.catalog import Case, Catalog
from grader import compare, drawing
from grader.drawing import draw_all
for exercise in Catalog().all()[0]:
    for draw in draw_all(exercise, "hash"):
        arrays = [*draw.upstreams[0], *draw.directions.values()]
        print(draw.case.name, *(hashlib.sha256(a.tobytes()).hexdigest() for a in arrays))
"""


def flat(draw):
    """Everything random of a draw as one vector."""
    arrays = [v for v in draw.case.args.values() if isinstance(v, np.ndarray)]
    arrays += [a for upstream in draw.upstreams for a in upstream]
    return np.concatenate([a.ravel() for a in (*arrays, *draw.directions.values())])


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_salt_is_everything_that_a_draw_depends_on(exercise):
    one, again, other = (drawn(salt, exercise, hidden=False) for salt in ("a", "a", "b"))
    for first, same, different in zip(one, again, other, strict=True):
        np.testing.assert_array_equal(flat(first), flat(same))
        assert not np.intersect1d(flat(first), flat(different)).size > 2  # zeros, and a constant of the case


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_inputs_upstreams_and_directions_share_no_number(exercise):
    for draw in draw_all(exercise, "c"):
        inputs = [v.ravel() for v in draw.case.args.values() if isinstance(v, np.ndarray)]
        first, second = (np.concatenate([a.ravel() for a in upstream]) for upstream in draw.upstreams)
        assert not np.intersect1d(np.concatenate(inputs), first).size
        assert not np.intersect1d(first, second).size
        assert draw.confirmed


def test_streams_of_other_names_are_others():
    names = [("a", "b"), ("b", "a"), ("ab",), ("a", "b", ""), ("a b",)]
    firsts = [stream(*name).random() for name in names]
    assert len(set(firsts)) == len(names)


def test_hash_randomisation_changes_nothing():
    def run(seed):
        env = {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", PRINT_A_DRAW]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout

    assert run("1") == run("2") != b""


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_small_entry_that_is_wrong_is_seen_beside_large_ones(exercise):
    """The smallest entry of every gradient, in every ordinary case, off by a hundredth of itself."""
    for draw in draw_all(exercise, "small", hidden=True):
        truth = [draw.gradients[0].values[name] for name in draw.function.wrt]
        largest = max(np.abs(gradient).max() for gradient in truth)
        assert draw.gate([truth]) <= TOLERANCE
        for i, gradient in enumerate(truth):
            smallest = np.unravel_index(np.abs(gradient).argmin(), gradient.shape)
            if abs(gradient[smallest]) > FLOOR * largest:
                wrong = [g.copy() for g in truth]
                wrong[i][smallest] *= 1.01
                assert draw.gate([wrong]) > TOLERANCE or draw.suspicious(wrong, TOLERANCE), draw.case.name


def test_what_was_drawn_for_a_salt_is_kept_for_the_next_submission():
    dense = Catalog().get("layers/dense")
    assert draw_all(dense, "a") is draw_all(dense, "a")
    assert draw_all(dense, "a") is not draw_all(dense, "b")
    assert draw_hidden(dense, "a") is draw_hidden(dense, "a")
    assert all(each.case.hidden for each in draw_hidden(dense, "a"))
    assert len(draw_hidden(dense, "a")) > len(draw_all(dense, "a"))


@pytest.mark.parametrize("unit", [1.0, 1e-9, 1e9])
def test_rounding_is_no_error_where_a_gradient_is_exactly_zero(unit):
    """The softmax of a single score is 1 whatever the score."""
    softmax = Catalog().get("activations/softmax")
    scores = unit * np.random.default_rng(0).standard_normal((5, 1))
    one = drawing.draw(softmax, Case("one class", {"z": scores}), "a")
    (gradient, _) = one.gradients
    assert not np.any(gradient.values["z"])

    def off(by):
        return compare.entries(np.full((5, 1), by / unit), gradient.values["z"], gradient.scales["z"])

    assert off(1e-17).within(TOLERANCE)
    assert not off(1e-6).within(TOLERANCE)
