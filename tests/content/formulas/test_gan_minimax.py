"""What content/questions/gan/minimax.toml states, computed from definitions."""

import math

import numpy as np


def kl(p, q):
    return sum(a * math.log(a / b) for a, b in zip(p, q, strict=True) if a > 0)


def jsd(p, q):
    middle = (p + q) / 2
    return (kl(p, middle) + kl(q, middle)) / 2


def value(d, p, q):
    return sum(a * math.log(y) for a, y in zip(p, d, strict=True) if a > 0) + sum(
        b * math.log(1 - y) for b, y in zip(q, d, strict=True) if b > 0
    )


def test_the_derivative_of_the_integrand_and_its_zero():
    p, q, h = 0.7, 0.4, 1e-30
    for y in (0.2, 0.5, 0.9):
        slope = (p * np.log(y + 1j * h) + q * np.log(1 - y - 1j * h)).imag / h
        assert math.isclose(slope, p / y - q / (1 - y))
    best = p / (p + q)
    assert abs(p / best - q / (1 - best)) < 1e-12


def test_the_value_at_the_optimum_is_minus_log_four_and_twice_the_divergence():
    rng = np.random.default_rng(0)
    for _ in range(5):
        p, q = rng.dirichlet(np.ones(4), 2)
        assert math.isclose(value(p / (p + q), p, q), -math.log(4) + 2 * jsd(p, q))
        assert jsd(p, q) > 0
    assert math.isclose(value(np.full(4, 0.5), p, p), -math.log(4))
    assert round(-math.log(4), 3) == -1.386


def test_a_generator_with_one_of_two_outcomes():
    p, q = np.array([0.5, 0.5]), np.array([1.0, 0.0])
    d = p / (p + q)
    assert np.allclose(d, [1 / 3, 1])
    assert round(value(d, p, q), 3) == -0.955
    assert round(jsd(p, q), 3) == 0.216


def test_without_generated_samples_d_equal_to_one_is_best():
    grid = np.linspace(0.01, 1, 100)
    assert grid[np.log(grid).argmax()] == 1
    assert np.log(grid).max() == 0


def test_the_worst_perturbation_of_a_linear_score():
    w, corners = np.array([2.0, -1.0]), 0.1 * np.array([[a, b] for a in (-1, 1) for b in (-1, 1)])
    assert math.isclose((corners @ w).min(), -0.3)
