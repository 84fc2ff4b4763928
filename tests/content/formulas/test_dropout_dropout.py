"""Numbers stated by the question dropout/dropout, computed from definitions."""

import itertools
import math

import numpy as np

STEP = 1e-30j


def moments(x, p, scale):
    """Mean and variance of a unit that is dropped with probability p and scaled where it is kept."""
    values, chances = np.array([x * scale, 0]), np.array([1 - p, p])
    mean = values @ chances
    return mean, (values - mean) ** 2 @ chances


def test_inverted_dropout_keeps_the_mean_and_adds_the_stated_variance():
    for x, p in ((2, 0.25), (3, 0.5), (-1.5, 0.1)):
        assert np.allclose(moments(x, p, 1 / (1 - p)), (x, x**2 * p / (1 - p)))
    assert round(2 / (1 - 0.25), 3) == 2.667
    assert round(moments(2, 0.25, 1 / 0.75)[1], 3) == 1.333


def test_the_original_variant_matches_its_mean_at_test():
    x, p = 2, 0.25
    assert np.isclose(moments(x, p, 1)[0], x * (1 - p))


def test_backward_is_the_same_mask_with_the_same_scale():
    rng = np.random.default_rng(0)
    x, dy, mask, p = rng.normal(size=5), rng.normal(size=5), np.array([1, 0, 1, 1, 0]), 0.3
    numeric = [(dy * mask * (x + STEP * unit) / (1 - p)).sum().imag / STEP.imag for unit in np.eye(5)]
    assert np.allclose(numeric, dy * mask / (1 - p))


def test_switching_off_without_scaling_doubles_the_sum():
    masks = np.array(list(itertools.product([0, 1], repeat=10)))
    assert masks.sum(axis=1).mean() == 5
    assert np.ones(10).sum() == 10


def test_the_parameter_count_is_that_of_the_layers():
    count = sum(np.ones((i + 1, o)).size for i, o in itertools.pairwise((784, 512, 10)))
    assert count == 784 * 512 + 512 + 512 * 10 + 10 == 407_050


def test_the_number_of_dropped_units_varies():
    counts = np.arange(201)
    for p, mean in ((0.1, 20), (0.5, 100)):
        chances = np.array([math.comb(200, k) * p**k * (1 - p) ** (200 - k) for k in range(201)])
        assert np.isclose(counts @ chances, mean)
    assert np.isclose((counts - 100) ** 2 @ chances, 200 * 0.25)
    assert round(math.sqrt(200 * 0.25)) == 7


def test_units_that_share_a_feature_suffer_less_from_a_drop():
    masks, p = np.array([[1, 0], [0, 1]]), 0.5
    assert (masks @ np.array([3, -2]) / (1 - p)).tolist() == [6, -4]
    assert (masks @ np.array([0.5, 0.5]) / (1 - p)).tolist() == [1, 1]
    assert sum((3, -2)) == sum((0.5, 0.5)) == 1
