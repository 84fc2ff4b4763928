"""Milestones: files as layers of a network. Right ones reach a goal, wrong ones miss it, broken ones end with a reason.

All in reduced form: fewer steps than the real ones, and goals to match, measured with the same seed.
"""

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import Catalog
from exercises.milestones import milestones
from grader import milestone as module
from grader.networks import NETWORKS, Digits
from grader.trained import Stumbled
from tests.processes import descendants, gone

DIGITS, IMAGES, RHYME = milestones()
STEPS = {DIGITS: 150, IMAGES: 120, RHYME: 70}
DENSE, CONV, LSTM = "layers/dense", "cnn/conv2d", "sequence/lstm"
HONEST = Path(__file__).parent / "honest" / "conv2d"
FOUR_LOOPS = (HONEST / "four_nested_loops.py").read_text(encoding="utf-8")
STRIDED = (HONEST / "strided_view.py").read_text(encoding="utf-8")
"""Quicker than our solution."""
BEGIN = "    N, _, H, W = x.shape"
"""The first line of our convolution."""
CATALOG = Catalog()
SOLVED = {name: CATALOG.get(name).solution for name in (DENSE, CONV, LSTM)}


def training(grader, milestone, **sources):
    """With the solutions, but for these files by slug; `steps` are taken as they are."""
    exercises = {name: CATALOG.get(name) for name in milestone.exercises}
    files = {name: sources.get(exercise.slug, exercise.solution).encode() for name, exercise in exercises.items()}
    return grader.train(milestone, exercises, files)


def changed(name, find, replace):
    assert SOLVED[name].count(find) == 1
    return SOLVED[name].replace(find, replace)


def score(grader, milestone, **sources):
    *_, last = training(grader, replace(milestone, steps=STEPS[milestone]), **sources)
    return last.score


@pytest.mark.parametrize(
    ("milestone", "goal", "sources"),
    [(DIGITS, 0.88, {}), (IMAGES, 0.942, {"conv2d": STRIDED}), (RHYME, 1.6, {})],
    ids=["digits-mlp", "digits-cnn", "text-lstm"],
)
def test_right_files_reach_the_goal(grader, milestone, goal, sources):
    assert replace(milestone, goal=goal).reached(score(grader, milestone, **sources))


@pytest.mark.parametrize(
    ("milestone", "goal", "source", "edit"),
    [
        (DIGITS, 0.8, SOLVED[DENSE], ("dw = x.T @ dy", "dw = x.T @ dy / len(x)")),
        (IMAGES, 0.942, STRIDED, ("[0, 2, 3]))\n    dxp", "[0, 2, 3]))[..., ::-1, ::-1]\n    dxp")),
        (RHYME, 3.0, SOLVED[LSTM], ("[da_i, da_f, da_g, da_o]", "[da_f, da_i, da_o, da_g]")),
    ],
    ids=["dw averaged twice", "dw flipped", "gates in another order"],
)
def test_a_wrong_layer_misses_it(grader, milestone, goal, source, edit):
    assert source.count(edit[0]) == 1
    slug = {DIGITS: "dense", IMAGES: "conv2d", RHYME: "lstm"}[milestone]
    found = score(grader, milestone, **{slug: source.replace(*edit)})
    assert not replace(milestone, goal=goal).reached(found)


def test_the_loss_falls_and_the_score_is_told_now_and_then(grader):
    told = list(training(grader, replace(DIGITS, steps=50)))
    assert [progress.step for progress in told] == list(range(1, 51))
    assert told[0].loss > 2
    assert told[-1].loss < told[0].loss / 2
    assert [progress.step for progress in told if progress.score is not None] == [10, 20, 30, 40, 50]
    assert told[0].seconds_left is None
    assert told[10].seconds_left > 0
    assert told[-1].seconds_left == 0


def test_the_same_seed_gives_the_same_curve(grader):
    once, again = ([progress.loss for progress in training(grader, replace(DIGITS, steps=5))] for _ in range(2))
    assert once == again


class Few(Digits):
    """So small that four loops take no time here."""

    def held_out(self):
        yield next(super().held_out())


@pytest.fixture
def few(monkeypatch):
    network = NETWORKS[IMAGES.id]
    small = {IMAGES.id: lambda rng: replace(network(rng), data=Few(2))}
    monkeypatch.setattr(module, "NETWORKS", small)


def test_four_loops_are_no_mistake(grader, few):
    steps = replace(IMAGES, steps=8)
    looped = [progress.loss for progress in training(grader, steps, conv2d=FOUR_LOOPS)]
    assert np.allclose(looped, [progress.loss for progress in training(grader, steps)], rtol=1e-9)


def test_what_is_slow_from_the_beginning_may_go_on(grader, few, monkeypatch):
    """Without any slack: the budget is what the first steps took, times the steps, with something to spare."""
    monkeypatch.setattr(module, "SLACK", 0.0)
    slow = changed(CONV, BEGIN, f"    sum(range(500_000))\n{BEGIN}")
    *_, last = training(grader, replace(IMAGES, steps=6), conv2d=slow)
    assert last.step == 6


def test_what_becomes_slower_and_slower_is_stopped(grader, few, monkeypatch):
    monkeypatch.setattr(module, "SLACK", 0.0)
    monkeypatch.setattr(module, "SPARE", 1.0)
    growing = changed(CONV, BEGIN, f"    calls.append(0)\n    sum(range(6_000_000 * (len(calls) > 4)))\n{BEGIN}")
    with pytest.raises(Stumbled) as stumbled:
        list(training(grader, replace(IMAGES, steps=15), conv2d=growing + "\n\ncalls = []\n"))
    assert stumbled.value.exercise == CONV
    assert "as long as the first ones did" in stumbled.value.text.en


def test_what_would_take_all_day_is_told_after_three_steps(grader, few, monkeypatch):
    monkeypatch.setattr(module, "MOST", 5.0)
    with pytest.raises(Stumbled) as stumbled:
        list(training(grader, replace(IMAGES, steps=100_000), conv2d=FOUR_LOOPS))
    assert stumbled.value.exercise == CONV
    assert "100000 steps would take" in stumbled.value.text.en


@pytest.mark.parametrize(
    ("find", "wrong", "said"),
    [
        ("return dx, dw, db", "return dx, dw.T, db", "dw has shape (10, 64); it must have shape (64, 10)"),
        ("return dx, dw, db", "return dx, dw", "dense_backward returned a tuple of 2; it must return 3 values"),
        ("return y, (x, w)", "return y * (1 + 0j), (x, w)", "y is of dtype complex128"),
        ("dw = x.T @ dy", "dw = x.T @ dy / 0.0", "dense_backward turned finite numbers into nan or infinity (dw)"),
        ("dw = x.T @ dy", "dw = dy.no_such_thing", "dense_backward raised AttributeError"),
        ("dw = x.T @ dy", "while True: pass", "dense_backward did not end within 0.5 s"),
        ("def dense_backward", "def dense_backwards", "dense_backward is not defined"),
        ("def dense_backward(dy, cache):", "def dense_backward(dy, cache)", "this is not Python"),
        ("dw = x.T @ dy", "import os; os._exit(3)", "the process ended in the middle (exit status 3)"),
    ],
    ids=["shape", "count", "complex", "infinite", "raises", "endless", "missing", "syntax", "exits"],
)
def test_a_broken_layer_ends_it_with_its_name_and_a_reason(grader, find, wrong, said):
    exercises = {name: CATALOG.get(name) for name in DIGITS.exercises}
    exercises[DENSE] = replace(exercises[DENSE], limits=replace(exercises[DENSE].limits, seconds=0.5))
    files = {name: exercise.solution.encode() for name, exercise in exercises.items()}
    files[DENSE] = changed(DENSE, find, wrong).encode()
    before = descendants(os.getpid())
    with pytest.raises(Stumbled) as stumbled:
        list(grader.train(DIGITS, exercises, files))
    assert stumbled.value.exercise == DENSE
    assert said in stumbled.value.text.en
    assert stumbled.value.text.zh
    assert gone(descendants(os.getpid()) - before)


def test_whoever_cancels_leaves_no_process(grader):
    before = descendants(os.getpid())
    with closing(training(grader, DIGITS)) as steps:
        next(steps)
        assert len(descendants(os.getpid()) - before) >= len(DIGITS.exercises)
    assert gone(descendants(os.getpid()) - before)
