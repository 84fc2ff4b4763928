"""The gradients, the example and the size that the question on pooling backward states."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def pool(x, k, s, summary):
    """Without padding, on the last axis."""
    return summary(sliding_window_view(x, k, axis=-1)[..., ::s, :], axis=-1)


def slope(function, x, eps=1e-5):
    return np.array([(function(x + e) - function(x - e)) / (2 * eps) for e in eps * np.eye(x.size)])


def test_windows_of_three_and_stride_two_turn_55_into_27():
    assert pool(np.zeros(55), 3, 2, np.max).shape == (27,)


def test_one_window_gives_all_to_the_winner_or_a_quarter_to_each():
    x = np.array([1.0, 2.0, 3.0, 4.0])
    assert np.allclose(slope(np.max, x), [0, 0, 0, 1])
    assert np.allclose(slope(np.mean, x), [0.25] * 4)


def test_the_worked_example_adds_what_overlapping_windows_give():
    x, dy = np.array([1.0, 2.0, 9.0, 4.0, 3.0]), np.array([5.0, 7.0])
    by_max = slope(lambda z: dy @ pool(z, 3, 2, np.max), x)
    by_mean = slope(lambda z: dy @ pool(z, 3, 2, np.mean), x)
    assert np.allclose(by_max, [0, 0, 12, 0, 0])
    assert np.allclose(by_mean, [5 / 3, 5 / 3, 4, 7 / 3, 7 / 3])
    assert np.isclose(by_max.sum(), dy.sum())
    assert np.isclose(by_mean.sum(), dy.sum())


def test_global_average_pooling_spreads_dy_evenly():
    x = np.arange(12.0)
    assert np.allclose(slope(lambda z: 3.0 * z.reshape(3, 4).mean(), x), 3.0 / (3 * 4))


def test_at_a_tie_the_sides_disagree_and_every_share_is_a_subgradient():
    x, step = np.array([2.0, 2.0]), np.array([1.0, 0.0])
    assert (np.max(x + step) - np.max(x), np.max(x) - np.max(x - step)) == (1.0, 0.0)
    others = np.random.default_rng(0).standard_normal((200, 2))
    for share in ([1, 0], [0.5, 0.5], [0, 1]):
        assert all(np.max(z) >= np.max(x) + share @ (z - x) - 1e-12 for z in others)


def test_stride_and_window_decide_which_entries_are_shared_or_left_out():
    of_three = [range(start, start + 3) for start in range(0, 7 - 3 + 1, 2)]
    of_two = [range(start, start + 2) for start in range(0, 7 - 2 + 1, 3)]
    assert [i for i in range(7) if sum(i in window for window in of_three) == 2] == [2, 4]
    assert [i for i in range(7) if not any(i in window for window in of_two)] == [2, 5, 6]


def test_different_windows_pool_to_the_same_number():
    assert np.max([0, 0, 0, 8]) == np.max([8, 1, 2, 3])
    assert np.mean([0, 0, 0, 8]) == np.mean([2, 2, 2, 2])
