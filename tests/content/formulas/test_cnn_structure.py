"""The sums and the gradient that the question on the structure of a CNN states."""

import numpy as np


def conv(x, w, b, stride=1, pad=0):
    """The layer's formula, entry by entry: x (C, H, W), w (F, C, kh, kw), b (F,)."""
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    _, _, kh, kw = w.shape
    rows = range(0, x.shape[1] - kh + 1, stride)
    cols = range(0, x.shape[2] - kw + 1, stride)
    return np.array(
        [[[b[f] + (w[f] * x[:, i : i + kh, j : j + kw]).sum() for j in cols] for i in rows] for f in range(len(w))]
    )


def test_a_convolution_has_far_fewer_parameters_than_a_dense_layer():
    dense = np.zeros((64, 3 * 32 * 32)).size + np.zeros(64).size
    shared = np.zeros((64, 3, 3, 3)).size + np.zeros(64).size
    assert (dense, shared) == (196_672, 1_792)


def test_sixteen_filters_keep_the_size_and_pooling_halves_it():
    x, w, b = np.ones((3, 32, 32)), np.ones((16, 3, 3, 3)), np.ones(16)
    y = conv(x, w, b, pad=1)
    assert y.shape == (16, 32, 32)
    assert w.size + b.size == 448
    assert y.reshape(16, 16, 2, 16, 2).max(axis=(2, 4)).shape == (16, 16, 16)


def test_the_size_formula_gives_the_shape_of_the_map():
    x, w, b = np.ones((1, 11, 8)), np.ones((1, 1, 3, 4)), np.ones(1)
    for s, p in ((1, 0), (2, 1), (3, 2)):
        sizes = [(n + 2 * p - k) // s + 1 for n, k in zip(x.shape[1:], w.shape[2:], strict=True)]
        assert list(conv(x, w, b, stride=s, pad=p).shape[1:]) == sizes


def test_shifting_the_input_shifts_the_map():
    rng = np.random.default_rng(0)
    x, w, b = np.zeros((2, 9, 9)), rng.standard_normal((3, 2, 3, 3)), rng.standard_normal(3)
    x[:, 3:5, 3:5] = rng.standard_normal((2, 2, 2))
    assert np.allclose(conv(np.roll(x, (1, 2), axis=(1, 2)), w, b), np.roll(conv(x, w, b), (1, 2), axis=(1, 2)))


def test_the_gradient_of_a_shared_weight_is_a_sum_over_positions():
    rng = np.random.default_rng(1)
    x, w, b = rng.standard_normal((2, 7, 8)), rng.standard_normal((3, 2, 3, 2)), rng.standard_normal(3)
    dy = rng.standard_normal(conv(x, w, b, stride=2).shape)
    for f, c, u, v in np.ndindex(*w.shape):
        said = sum(dy[f, i, j] * x[c, 2 * i + u, 2 * j + v] for i, j in np.ndindex(*dy.shape[1:]))
        step = w.astype(complex)
        step[f, c, u, v] += 1e-30j
        assert np.isclose(said, (dy * conv(x, step, b, stride=2)).sum().imag / 1e-30)


def test_max_pooling_passes_its_gradient_to_the_maximum():
    x = np.array([0.3, -1.0, 2.0, 0.7])
    slopes = [(np.max(x + 1e-6 * e) - np.max(x - 1e-6 * e)) / 2e-6 for e in np.eye(4)]
    assert np.allclose(slopes, np.arange(4) == x.argmax())


def test_an_audio_kernel_and_a_pooled_head_are_small():
    assert np.convolve(np.zeros(16_000), np.ones(5), "valid").size == 15_996
    assert np.zeros((512, 10)).size + np.zeros(10).size == 5_130
