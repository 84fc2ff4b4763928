"""The derivatives and numbers stated in transformer/self-attention."""

import numpy as np

RNG = np.random.default_rng(6)
X, (WQ, WK, WV) = RNG.standard_normal((4, 3)), RNG.standard_normal((3, 3, 5))
DY = RNG.standard_normal((4, 5))


def softmax(s):
    e = np.exp(s - s.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attend(x, mask=None):
    s = (x @ WQ) @ (x @ WK).T / np.sqrt(5)
    if mask is not None:
        s[~mask] = -np.inf
    return softmax(s) @ (x @ WV)


def test_the_input_collects_three_contributions():
    q, k, v = X @ WQ, X @ WK, X @ WV
    a = softmax(q @ k.T / np.sqrt(5))
    da = DY @ v.T
    ds = a * (da - (a * da).sum(axis=1, keepdims=True)) / np.sqrt(5)
    dx = ds @ k @ WQ.T + ds.T @ q @ WK.T + a.T @ DY @ WV.T
    for i in np.ndindex(*X.shape):
        step = np.zeros(X.shape, complex)
        step[i] = 1e-30j
        assert np.isclose((DY * attend(X + step)).sum().imag / 1e-30, dx[i])


def test_scores_16_apart_leave_a_slope_of_a_ten_millionth_and_1_apart_one_fifth():
    for gap, stated in ((16, 1e-7), (1, 0.20)):
        a = softmax(np.array([gap, 0.0]))
        assert np.isclose(a[0] * a[1], stated, rtol=0.15)


def test_the_standard_deviation_of_a_score_is_the_root_of_the_size():
    q, k = RNG.standard_normal((2, 20_000, 256))
    dots = (q * k).sum(axis=1)
    assert np.isclose(dots.std(), 16, rtol=0.05)
    assert np.isclose((dots[::2] - dots[1::2]).std(), 16 * np.sqrt(2), rtol=0.05)
    assert (round(16 * np.sqrt(2)), round(np.sqrt(2), 1)) == (23, 1.4)


def test_permuting_the_rows_permutes_the_output_and_nothing_else():
    p = [2, 0, 3, 1]
    assert np.allclose(attend(X[p]), attend(X)[p])
    assert np.allclose(attend(X[p]).mean(axis=0), attend(X).mean(axis=0))


def test_a_causal_mask_of_four_leaves_ten_pairs_and_hides_the_future():
    mask = np.tril(np.ones((4, 4), bool))
    changed = X.copy()
    changed[2:] += 1
    assert mask.sum() == 10
    assert np.array_equal(attend(X, mask)[:2], attend(changed, mask)[:2])


def test_a_causal_mask_breaks_the_symmetry_under_permutation():
    p, mask = [2, 0, 3, 1], np.tril(np.ones((4, 4), bool))
    assert not np.allclose(attend(X[p], mask), attend(X, mask)[p])


def test_without_the_diagonal_the_first_row_of_a_causal_mask_is_not_a_number():
    with np.errstate(invalid="ignore"):
        y = attend(X, np.tril(np.ones((4, 4), bool), k=-1))
    assert np.isnan(y[0]).all()
    assert np.isfinite(y[1:]).all()


def test_without_projections_scores_are_symmetric_and_with_them_not():
    x, w_k = np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([[0.0, 1.0], [0.0, 0.0]])
    assert np.array_equal(x @ x.T, (x @ x.T).T)
    assert (x @ x.T)[0, 1] == 1
    s = x @ (x @ w_k).T
    assert (s[0, 1], s[1, 0]) == (0, 2)


def test_outputs_are_convex_combinations_of_values():
    v = X @ WV
    y = attend(X)
    assert (y <= v.max(axis=0)).all()
    assert (y >= v.min(axis=0)).all()
    assert np.isclose(np.array([0.1, 0.9]) @ [10, 20], 19)
