"""What content/questions/loss/loss-functions.toml states, computed from definitions."""

import math

import numpy as np


def slope(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)


def huber(r, delta):
    return r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)


def entropy(p, q):
    return -(p * np.log(q)).sum()


def test_a_lower_loss_can_go_with_a_lower_accuracy():
    sure, right = np.array([0.99, 0.99, 0.99, 0.4]), np.full(4, 0.51)
    assert [(p > 0.5).mean() for p in (right, sure)] == [1.0, 0.75]
    assert [round(-np.log(p).mean(), 3) for p in (right, sure)] == [0.673, 0.237]


def test_the_gradients_of_the_regression_losses_at_a_residual_of_ten():
    assert math.isclose(slope(lambda r: r**2, 10.0), 20, rel_tol=1e-6)
    assert math.isclose(slope(lambda r: r**2 / 2, 10.0), 10, rel_tol=1e-6)
    assert math.isclose(slope(abs, 10.0), 1, rel_tol=1e-6)
    for r in (-10.0, -0.4, 0.0, 0.7, 10.0):
        assert math.isclose(slope(lambda r: huber(r, 1.0), r), np.clip(r, -1, 1), abs_tol=1e-6)


def test_the_best_constant_is_the_mean_under_squares_and_the_median_under_absolutes():
    y, constants = np.array([1.0, 2, 3, 4, 100]), np.arange(0, 101.0)
    errors = y - constants[:, None]
    assert constants[(errors**2).sum(axis=1).argmin()] == 22
    assert constants[abs(errors).sum(axis=1).argmin()] == 3


def test_the_logit_gradients_of_both_cross_entropies_are_p_minus_y():
    z, y, h = np.array([0.5, -1.0, 2.0]), np.eye(3)[1], 1e-30
    softmax = np.exp(z) / np.exp(z).sum()
    for k, e in enumerate(np.eye(3)):
        moved = z + 1j * h * e
        assert math.isclose((np.log(np.exp(moved).sum()) - y @ moved).imag / h, softmax[k] - y[k])
        binary = (np.log(1 + np.exp(moved)) - y * moved).sum().imag / h
        assert math.isclose(binary, 1 / (1 + math.exp(-z[k])) - y[k])


def test_the_stable_form_of_binary_cross_entropy():
    z = np.array([-3.0, 0.2, 5.0])
    p = 1 / (1 + np.exp(-z))
    for y in (0.0, 1.0):
        stable = np.maximum(z, 0) - z * y + np.log(1 + np.exp(-abs(z)))
        assert np.allclose(stable, -(y * np.log(p) + (1 - y) * np.log(1 - p)))


def test_a_softmax_makes_two_present_labels_share_the_probability():
    z = np.array([5.0, 5.0, -5.0])
    assert np.allclose(np.exp(z) / np.exp(z).sum(), [0.5, 0.5, 0.0], atol=5e-5)


def test_cross_entropy_is_the_entropy_plus_the_divergence_and_least_at_the_target():
    p, q = np.array([0.7, 0.3]), np.array([0.6, 0.4])
    kl = (p * np.log(p / q)).sum()
    assert math.isclose(entropy(p, q), entropy(p, p) + kl)
    assert [round(x, 4) for x in (entropy(p, p), kl, entropy(p, q))] == [0.6109, 0.0216, 0.6325]
    grid = np.linspace(0.01, 0.99, 99)
    assert round(grid[np.argmin([entropy(p, np.array([g, 1 - g])) for g in grid])], 2) == 0.7


def test_the_hinge_counts_the_missing_margin_not_the_distance():
    def hinge(s):
        return max(0.0, 1 - s)

    assert (hinge(5.0), round(hinge(0.3), 3)) == (0.0, 0.7)
    assert math.isclose(slope(hinge, 0.3), -1, rel_tol=1e-6)
    assert slope(hinge, 5.0) == 0


def test_the_hinge_of_many_classes_is_the_binary_one_for_two():
    def hinge(s, right):
        return sum(max(0.0, s[j] - s[right] + 1) for j in range(len(s)) if j != right)

    for s in ([0.3, 0.0], [-2.0, 1.5], [4.0, 1.0]):
        assert math.isclose(hinge(s, 0), max(0.0, 1 - (s[0] - s[1])))
    assert hinge([3.0, 1.0, 2.5], 0) == 0.5
