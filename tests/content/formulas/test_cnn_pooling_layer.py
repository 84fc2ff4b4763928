"""The sizes, the examples and the gradients that the question on the pooling layer states."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def pool(x, k, s, summary):
    """One channel or one row, no padding."""
    windows = sliding_window_view(x, (k,) * x.ndim)[(slice(None, None, s),) * x.ndim]
    return summary(windows, axis=tuple(range(x.ndim, 2 * x.ndim)))


def slope(function, x, eps=1e-6):
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(function(x + e) - function(x - e)) / (2 * eps) for e in steps]).reshape(x.shape)


def test_overlapping_windows_of_three_turn_seven_into_three():
    assert pool(np.zeros((7, 7)), 3, 2, np.max).shape == ((7 - 3) // 2 + 1,) * 2 == (3, 3)


def test_the_worked_table_pools_as_stated():
    x = np.array([[1, 3, 2, 4], [5, 6, 1, 0], [7, 2, 9, 8], [3, 4, 6, 5]])
    assert np.array_equal(pool(x, 2, 2, np.max), [[6, 4], [7, 9]])
    assert np.array_equal(pool(x, 2, 2, np.mean), [[3.75, 1.75], [4, 7]])


def test_two_by_two_pooling_leaves_a_quarter_of_the_numbers():
    assert (np.zeros((64, 56, 56)).size, np.zeros((64, 28, 28)).size) == (200_704, 50_176)


def test_a_spike_is_tolerated_within_its_window_and_noticed_beyond():
    spike = 5 * np.eye(6)
    assert np.array_equal(pool(spike[2], 2, 2, np.max), [0, 5, 0])
    assert np.array_equal(pool(spike[3], 2, 2, np.max), [0, 5, 0])
    assert np.array_equal(pool(spike[4], 2, 2, np.max), [0, 0, 5])


def test_a_dense_layer_on_flattened_maps_shrinks_to_a_quarter():
    before, after = 512 * 14 * 14 * 4096, 512 * 7 * 7 * 4096
    assert (round(before / 1e6), round(after / 1e6)) == (411, 103)


def test_the_convolution_behind_keeps_its_parameters_and_does_a_quarter_of_the_work():
    weights, biases = np.zeros((128, 64, 3, 3), np.int8), np.zeros(128)
    assert weights.size + biases.size == 73_856
    assert 4 * (weights.size * 28 * 28) == weights.size * 56 * 56


def test_the_maximum_takes_the_noisy_pixel():
    assert pool(np.array([[0.9, 1.0], [0.8, 5.0]]), 2, 2, np.max).item() == 5.0


def test_max_pooling_sends_dy_to_the_winner_and_average_pooling_spreads_it():
    x = np.random.default_rng(0).permutation(49).reshape(7, 7).astype(float)
    dy = np.random.default_rng(1).standard_normal((3, 3))
    winners, shares = np.zeros_like(x), np.zeros_like(x)
    for i, j in np.ndindex(3, 3):
        window = x[2 * i : 2 * i + 3, 2 * j : 2 * j + 3]
        a, b = divmod(window.argmax(), 3)
        winners[2 * i + a, 2 * j + b] += dy[i, j]
        shares[2 * i : 2 * i + 3, 2 * j : 2 * j + 3] += dy[i, j] / 3**2
    assert np.allclose(slope(lambda z: (dy * pool(z, 3, 2, np.max)).sum(), x), winners)
    assert np.allclose(slope(lambda z: (dy * pool(z, 3, 2, np.mean)).sum(), x), shares)
