"""Numbers stated by the question gradient-descent/linear-model-step, computed from definitions."""

import numpy as np

W, X, T = np.full(3, 0.5), np.array([[1.0, 2.0, 3.0]]), np.array([5.0])


def loss(w, x, t):
    r = x @ w - t
    return (r * r).mean()


def gradient(w, x, t):
    return 2 * x.T @ (x @ w - t) / len(t)


def rule_without_x(w, x, t):
    return np.full(w.shape, 2 * (x @ w - t).mean())


def test_the_gradient_is_the_complex_step_derivative_of_the_mean_squared_error():
    rng = np.random.default_rng(0)
    w, x, t = rng.normal(size=3), rng.normal(size=(5, 3)), rng.normal(size=5)
    slopes = [loss(w + 1e-30j * e, x, t).imag / 1e-30 for e in np.eye(3)]
    assert np.allclose(gradient(w, x, t), slopes, rtol=1e-12)


def test_one_sample_gives_each_weight_its_own_gradient():
    assert np.allclose(X @ W, 3)
    assert np.allclose(gradient(W, X, T), [-4, -8, -12])
    assert np.allclose(rule_without_x(W, X, T), [-4, -4, -4])


def test_both_rules_lower_the_loss_where_the_features_have_a_positive_sum():
    after = [loss(W - 0.01 * rule(W, X, T), X, T) for rule in (gradient, rule_without_x)]
    assert loss(W, X, T) == 4
    assert np.allclose(after, [2.07, 3.10], atol=5e-3)
    assert gradient(W, X, T) @ rule_without_x(W, X, T) > 0


def test_the_rule_without_x_diverges_where_the_features_have_a_negative_sum():
    w, x = W.copy(), np.array([[1.0, -2.0, -3.0]])
    residuals = []
    for _ in range(200):
        residuals.append((x @ w - T).item())
        w = w - 0.01 * rule_without_x(w, x, T)
    assert np.allclose(np.divide(residuals[1:], residuals[:-1]), 1.08)
    assert np.isclose((x @ w).item(), -3.4e7, rtol=0.02)


def test_a_column_minus_a_vector_is_a_square():
    assert (np.zeros((4, 1)) - np.zeros(4)).shape == (4, 4)


def test_augmented_assignment_writes_into_the_callers_array():
    kept, changed = np.ones(2), np.ones(2)
    v = changed
    v -= 0.5
    u = kept
    u = u - 0.5
    assert np.array_equal(changed, [0.5, 0.5])
    assert np.array_equal(kept, [1, 1])
    assert np.array_equal(u, v)


def test_a_stale_global_input_gives_the_gradient_of_another_sample():
    residual = X @ W - T
    stale, current = np.ones((1, 3)), X
    assert np.allclose(2 * stale.T @ residual, [-4, -4, -4])
    assert np.allclose(2 * current.T @ residual, [-4, -8, -12])
