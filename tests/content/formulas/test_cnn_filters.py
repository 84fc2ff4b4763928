"""The counts, the responses and the gradient that the question on filters states."""

import numpy as np


def conv(x, w, b):
    """1-D, stride 1: x (N, C, T), w (F, C, k), b (F,)."""
    k = w.shape[-1]
    out = range(x.shape[-1] - k + 1)
    return np.stack([np.einsum("fck,nck->nf", w, x[:, :, j : j + k]) + b for j in out], axis=-1)


def row(*numbers):
    return np.array(numbers, float)[None, None]


def test_the_edge_detector_answers_at_the_edge():
    assert np.array_equal(conv(row(1, 1, 5, 5), row(-1, 1), np.zeros(1)).ravel(), [0, 4, 0])


def test_sixteen_filters_on_rgb_have_48_slices_and_448_parameters():
    w, b = np.zeros((16, 3, 3, 3)), np.zeros(16)
    assert w[:, :, 0, 0].size == 48
    assert w.size + b.size == 16 * (27 + 1) == 448


def test_the_response_is_linear_in_the_input():
    rng = np.random.default_rng(0)
    x, z, w = rng.standard_normal((2, 3, 9)), rng.standard_normal((2, 3, 9)), rng.standard_normal((4, 3, 3))
    none = np.zeros(4)
    assert np.allclose(conv(2 * x - 3 * z, w, none), 2 * conv(x, w, none) - 3 * conv(z, w, none))
    assert conv(row(5, 1), row(-1, 1), np.zeros(1)).item() == -4


def test_the_worked_gradient_is_minus_one_minus_one_and_zero():
    x, w, b, dy = row(1, 2, 3), row(0.3, -0.7), np.zeros(1), row(1, -1)
    dw = [(dy * conv(x, w + 1e-30j * e, b)).sum().imag / 1e-30 for e in np.eye(2)[:, None, None]]
    db = (dy * conv(x, w, b + 1e-30j)).sum().imag / 1e-30
    assert np.allclose([*dw, db], [-1, -1, 0])


def test_the_weight_gradient_sums_over_samples_and_positions():
    rng = np.random.default_rng(1)
    x, w, b = rng.standard_normal((2, 3, 9)), rng.standard_normal((4, 3, 2)), rng.standard_normal(4)
    dy = rng.standard_normal((2, 4, 8))
    for f, c, u in np.ndindex(*w.shape):
        said = sum(dy[n, f, j] * x[n, c, j + u] for n in range(2) for j in range(8))
        step = w.astype(complex)
        step[f, c, u] += 1e-30j
        assert np.isclose(said, (dy * conv(x, step, b)).sum().imag / 1e-30)


def test_filters_of_one_layer_read_the_same_input():
    x, both = row(1, 1, 5), np.array([[[-1.0, 1.0]], [[1.0, 1.0]]])
    assert np.array_equal(conv(x, both, np.zeros(2))[0], [[0, 4], [2, 6]])
    first = conv(x, both[:1], np.zeros(1))
    assert np.array_equal(conv(first, both[1:], np.zeros(1)).ravel(), [4])
