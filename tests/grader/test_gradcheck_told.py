"""What is told beside right and wrong: patterns among the wrong entries, and single precision somewhere inside."""

from __future__ import annotations

import numpy as np
import pytest

from grader.gradcheck import check_gradient
from tests.bench.rivals_slips import SLIPS


def normal(*shape, seed=7):
    return np.random.default_rng(seed).standard_normal(shape)


def dense(x, w, b):
    return x @ w + b, (x, w)


def dense_back(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)


ARGS = (normal(4, 3), normal(3, 5, seed=8), normal(5, seed=9))
LARGE = (normal(4, 5), normal(5, 12, seed=8), normal(12, seed=9))
PATTERNS = {
    "is the true one reversed along axis 1": lambda g, w: g[:, ::-1],
    "is the true one moved by +1 along axis 0": lambda g, w: np.roll(g, 1, axis=0),
    "too large by 0.1 times w": lambda g, w: g + 0.1 * w,
    "too small by 0.003, the same in every entry": lambda g, w: g - 0.003,
    "are in [1, :]; each is 0": lambda g, w: g * (np.arange(3) != 1)[:, None],
    "are in [:, 4]; each is 2 times": lambda g, w: g * np.where(np.arange(g.shape[1]) == 4, 2, 1),
    "all of the gradient for w is 1/4 of the true value (4 = x.shape[0]": lambda g, w: g / 4,
    "the true one times w, entry by entry": lambda g, w: g * w,
    "is yours times w, entry by entry": lambda g, w: g / w,
    "have the wrong sign": lambda g, w: np.abs(g),
}


def altered(change):
    def backward(dy, cache):
        dx, dw, db = dense_back(dy, cache)
        return dx, change(dw, cache[1]), db

    return backward


@pytest.mark.parametrize("text", PATTERNS)
def test_what_wrong_entries_have_in_common_is_said(text):
    found = check_gradient(dense, altered(PATTERNS[text]), ARGS)
    assert text in found["w"].pattern, found
    assert found["x"].ok
    assert found["b"].ok


def test_wrong_entries_without_a_pattern_get_none():
    wrong = altered(lambda g, w: g + normal(*g.shape, seed=1))
    assert check_gradient(dense, wrong, ARGS)["w"].pattern == ""


def test_one_wrong_group_of_many_is_no_factor_of_all():
    """Thirty-two of sixty entries, in two groups: the others passed, so that no factor holds for all."""
    wrong = altered(lambda g, w: np.where(np.arange(g.size).reshape(g.shape) < 32, 3 * g, g))
    found = check_gradient(dense, wrong, LARGE)
    assert found["w"].wrong == 32
    assert found["w"].factor is None


def test_swapped_gradients_are_recognized():
    found = check_gradient(
        lambda a, b: (a**2 * b).sum(), lambda a, b: (a**2, 2 * a * b), (normal(3), normal(3, seed=2))
    )
    assert found["a"].pattern == "the true gradient for a is what you return for b"
    assert found["b"].pattern == "the true gradient for b is what you return for a"


def narrow(*arrays):
    return [a.astype(np.float32) for a in arrays]


def narrow_inside(x, w, b):
    return np.tanh((x.astype(np.float32) @ w.astype(np.float32)).astype(float) + b), (x, w, b)


def tanh_back(dy, cache):
    x, w, b = cache
    return dense_back(dy * (1 - np.tanh(x @ w + b) ** 2), (x, w))


def narrow_back(dy, cache):
    return tuple(g.astype(float) for g in dense_back(narrow(dy)[0], narrow(*cache)))


def norm_back(x):
    return x / np.sqrt((x**2).sum())


SINGLE = {
    "inside the backward": (dense, narrow_back, ARGS),
    "inside the forward": (narrow_inside, tanh_back, ARGS),
    "inside the forward, many numbers": (narrow_inside, tanh_back, LARGE),
    "in a loss": (lambda x: float(np.sqrt((narrow(x)[0] ** 2).sum())), norm_back, normal(9)),
    "where the complex step finds 0 too": (
        lambda x: float(np.std(x.astype(np.float32) if x.dtype == float else x).real),
        lambda x: (x - x.mean()) / (x.size * np.std(x)),
        normal(9, seed=15008),
    ),
    "in the output": (lambda x: np.sin(narrow(x)[0]), lambda dy, x: dy * np.cos(x), normal(4, 6)),
    "beside a kink": (lambda x: np.maximum(narrow(x)[0], 0.0).astype(float), lambda dy, x: dy * (x > 0), normal(20)),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("where", SINGLE)
def test_single_precision_inside_passes_with_a_note(where, seed):
    forward, backward, args = SINGLE[where]
    found = check_gradient(forward, backward, args, seed=seed)
    assert found, found
    assert any("single precision somewhere in" in note for note in found.notes)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("where", SINGLE)
def test_single_precision_excuses_no_mistake_of_one_percent(where, seed):
    forward, backward, args = SINGLE[where]

    def wrong(*given):
        found = backward(*given)
        return tuple(1.01 * g for g in found) if isinstance(found, tuple) else 1.01 * found

    assert not check_gradient(forward, wrong, args, seed=seed)


def test_a_small_bias_in_double_precision_is_not_taken_for_single():
    x = normal(3, 4)

    def forward(x):
        return x / np.sqrt((x**2).sum(axis=1, keepdims=True) + 1e-6)

    def without_eps(dy, x):
        r = np.sqrt((x**2).sum(axis=1, keepdims=True))
        return dy / r - x * (dy * x).sum(axis=1, keepdims=True) / r**3

    found = check_gradient(forward, without_eps, x)
    assert not found
    assert found.error < 1e-5
    assert "an epsilon that only one of the two has" in str(found)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_of_twenty_plausible_slips_none_goes_unnoticed(slip):
    for seed in range(3):
        right, wrong = (
            check_gradient(it.forward, it.backward, tuple(it.args.values()), seed=seed) for it in slip.works(seed)
        )
        assert right, right
        assert not right.notes
        assert not wrong or wrong.notes, wrong


def test_a_step_of_the_gradient_nearby_is_not_taken_for_single_precision():
    x = np.array([0.3, -0.4, 1 - 5e-4, 0.2])

    def wrong(dy, x):
        return dy * (np.abs(x) < 1) * (1 + 1e-6 * (np.arange(4) == 1))

    found = check_gradient(lambda x: np.clip(x, -1, 1), wrong, x)
    assert [entry.index for entry in found["x"].worst] == [(1,)]
