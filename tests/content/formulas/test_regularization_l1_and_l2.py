"""Numbers stated by the question regularization/l1-and-l2, computed from definitions."""

import numpy as np

STEP = 1e-30j
GRID = np.linspace(-1, 4, 500_001)


def soft(u, threshold):
    return np.sign(u) * np.maximum(np.abs(u) - threshold, 0)


def slope(f, w):
    """The derivative where f is smooth; |w| is written for the sign that w has."""
    return f(w + STEP).imag / STEP.imag


def test_the_pull_of_l1_is_constant_and_that_of_l2_proportional():
    lam = 0.1
    l1 = [slope(lambda w: lam * -w, w) for w in (-2.0, -0.2)]
    l2 = [slope(lambda w: lam * w**2, w) for w in (-2.0, -0.2)]
    assert np.allclose(l1, [-0.1, -0.1])
    assert np.allclose(l2, [-0.4, -0.04])
    assert np.isclose(slope(lambda w: lam / 2 * w**2, -2.0), lam * -2)


def test_a_gradient_step_on_the_l2_penalty_shrinks_by_a_factor():
    rate, lam, w, g = 0.3, 0.2, 1.7, -0.4
    stepped = w - rate * slope(lambda v: g * v + lam * v**2, w)
    assert np.isclose(stepped, (1 - 2 * rate * lam) * w - rate * g)


def test_one_weight_ends_at_zero_under_l1_and_near_its_data_optimum_under_l2():
    a, lam = 0.08, 0.1
    data = (GRID - a) ** 2 / 2
    assert abs(GRID[np.argmin(data + lam * abs(GRID))]) < 1e-5
    assert np.isclose(GRID[np.argmin(data + lam * GRID**2)], a / (1 + 2 * lam), atol=1e-5)
    assert round(a / (1 + 2 * lam), 3) == 0.067


def test_the_proximal_step_is_soft_thresholding():
    for u, threshold, stated in ((-0.2, 0.05, -0.15), (0.03, 0.05, 0.0)):
        proximal = GRID[np.argmin((GRID - u) ** 2 / 2 + threshold * abs(GRID))]
        assert np.isclose(proximal, stated, atol=1e-5)
        assert np.isclose(soft(u, threshold), stated)


def test_how_many_weights_are_zero_depends_on_lambda():
    optima = np.array([3, 0.5, -0.2])
    assert np.allclose(soft(optima, 0.1), [2.9, 0.4, -0.1])
    assert [int((soft(optima, lam) == 0).sum()) for lam in (0.1, 0.3, 1)] == [0, 1, 2]


def test_a_subgradient_step_jumps_over_zero_and_back():
    once = 0.03 - 0.05 * np.sign(0.03)
    assert np.isclose(once, -0.02)
    assert np.isclose(once - 0.05 * np.sign(once), 0.03)


def test_the_norm_and_its_square_differ_in_value_and_gradient():
    w = np.array([3.0, 4.0])
    norm = [np.sqrt(((w + STEP * unit) ** 2).sum()).imag / STEP.imag for unit in np.eye(2)]
    square = [((w + STEP * unit) ** 2).sum().imag / STEP.imag for unit in np.eye(2)]
    assert (np.sqrt((w**2).sum()), (w**2).sum()) == (5, 25)
    assert np.allclose(norm, [0.6, 0.8])
    assert np.allclose(square, [6, 8])


def test_neither_penalty_wins_on_both_examples():
    def errors(truth, estimate):
        knobs = np.linspace(0, 1.5, 1501)
        thresholds = [((soft(estimate, k) - truth) ** 2).sum() for k in knobs]
        factors = [((estimate * k - truth) ** 2).sum() for k in knobs]
        return min(thresholds), min(factors), ((soft(estimate, 0.3) - truth) ** 2).sum()

    l1, l2, at_three_tenths = errors(np.array([3, 0, 0, 0]), np.array([3.2, 0.3, -0.2, 0.1]))
    assert (round(at_three_tenths, 2), round(l2, 2)) == (0.01, 0.12)
    assert l1 < l2
    l1, l2, _ = errors(np.array([2, 1]), np.array([2.2, 1.1]))
    assert np.isclose(l1, 0.005)
    assert l2 < 1e-7


def test_early_stopping_leaves_the_weight_below_its_optimum():
    w = 0.0
    for _ in range(10):
        w -= 0.1 * slope(lambda v: (v - 3) ** 2 / 2, w)
    assert np.isclose(w, 3 * (1 - 0.9**10))
    assert round(w, 2) == 1.95
