"""What content/questions/gan/mode-collapse.toml states, computed from definitions."""

import math
from itertools import combinations

import numpy as np


def penalty(critic, x):
    return (abs(critic(x + 1e-30j).imag / 1e-30) - 1) ** 2


def test_equal_pairs_among_twenty_samples():
    pairs = list(combinations(range(20), 2))
    assert len(pairs) == 190
    assert [round(len(pairs) / n, 3) for n in (400, 50)] == [0.475, 3.8]


def test_the_expected_number_of_equal_pairs_by_drawing():
    draws = np.sort(np.random.default_rng(0).integers(0, 50, (4000, 20)), axis=1)
    equal = sum((draws[:, i] == draws[:, j]).mean() for i, j in combinations(range(20), 2))
    assert math.isclose(equal, 3.8, rel_tol=0.05)


def test_against_a_fixed_discriminator_all_mass_goes_to_one_outcome():
    scores = np.array([0.2, 0.9, 0.5])
    mixtures = np.vstack([np.eye(3), np.random.default_rng(0).dirichlet(np.ones(3), 100)])
    assert np.array_equal(mixtures[(mixtures @ scores).argmax()], [0, 1, 0])


def test_the_optimal_discriminator_rejects_the_collapsed_outcome_more():
    p_data, p_g = np.array([0.6, 0.4]), np.array([1.0, 0.0])
    assert np.allclose(p_data / (p_data + p_g), [0.375, 1])


def test_the_penalty_sees_the_slope_and_not_the_score():
    for x in (-2.0, 0.5):
        assert penalty(lambda x: 3 * x, x) == penalty(lambda x: 3 * x + 100, x) == 4
        assert penalty(lambda x: x, x) == 0


def test_that_discriminator_is_right_in_seven_cases_of_ten():
    p_data, p_g = np.array([0.6, 0.4]), np.array([1.0, 0.0])
    says_real = p_data / (p_data + p_g) > 0.5
    assert p_g @ says_real == 0
    assert math.isclose((p_data @ says_real + p_g @ ~says_real) / 2, 0.7)
