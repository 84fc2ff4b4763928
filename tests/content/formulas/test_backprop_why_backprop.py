"""Numbers stated by the question backprop/why-backprop, computed from definitions."""

import numpy as np

P = 10**6


def test_a_gradient_by_central_differences_takes_hours_and_by_backprop_milliseconds():
    forward = 0.010
    assert 2 * P * forward == 20_000
    assert 5 < 2 * P * forward / 3600 < 6
    assert np.isclose((1 + 2) * forward, 0.030)


def test_the_backward_pass_of_a_dense_layer_has_twice_the_multiplications():
    n, d, m = 5, 3, 4
    forward, dx, dw = n * d * m, n * m * d, d * n * m
    assert dx + dw == 2 * forward


def test_the_two_backward_products_are_the_gradients_of_a_dense_layer():
    rng = np.random.default_rng(0)
    x, w, dy = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=(5, 4))
    step = 1e-30j
    for value, gradient, moved in (
        (x, dy @ w.T, lambda e: (x + e) @ w),
        (w, x.T @ dy, lambda e: x @ (w + e)),
    ):
        for i in np.ndindex(value.shape):
            e = np.zeros(value.shape, complex)
            e[i] = step
            assert np.isclose((dy * moved(e)).sum().imag / step.imag, gradient[i])


def test_central_differences_err_by_truncation_for_large_steps_and_by_rounding_for_small_ones():
    errors = [abs((np.exp(1 + h) - np.exp(1 - h)) / (2 * h) - np.e) for h in (1e-1, 1e-5, 1e-13)]
    assert errors[1] < 1e-8 < min(errors[0], errors[2])


def test_a_random_direction_has_a_cosine_of_about_one_over_the_root_of_the_dimension():
    rng = np.random.default_rng(0)
    directions = rng.normal(size=(2000, 400))
    cosines = directions[:, 0] / np.sqrt((directions**2).sum(axis=1))
    assert np.isclose(np.sqrt((cosines**2).mean()), 1 / np.sqrt(400), rtol=0.05)
    assert np.isclose(1 / np.sqrt(P), 0.001)


def test_the_slope_is_zero_at_a_maximum_and_in_the_higher_valley_too():
    roots = np.sort(np.roots([4, 0, -4, 0.4]).real)
    f = lambda w: w**4 - 2 * w**2 + 0.4 * w  # noqa: E731
    assert np.allclose(roots, [-1.047, 0.101, 0.946], atol=5e-4)
    assert np.allclose(f(roots[[0, 2]]), [-1.410, -0.611], atol=5e-4)
    assert 12 * roots[1] ** 2 - 4 < 0


def test_one_gradient_leads_to_different_steps():
    g, w, rate = 2.0, 1.0, 0.1
    m, v = (1 - 0.9) * g, (1 - 0.999) * g * g
    adam = w - rate * (m / (1 - 0.9)) / (np.sqrt(v / (1 - 0.999)) + 1e-8)
    assert np.isclose(w - rate * g, 0.8)
    assert np.isclose(adam, 0.9)


def test_forward_mode_sweeps_once_an_input_and_reverse_mode_once_an_output():
    rng = np.random.default_rng(0)
    w1, w2, x = rng.normal(size=(4, 3)), rng.normal(size=(5, 4)), rng.normal(size=3)
    h = np.tanh(w1 @ x)
    jacobian = np.stack([(w2 @ np.tanh(w1 @ (x + 1e-30j * e))).imag / 1e-30 for e in np.eye(3)], axis=1)
    forward = [w2 @ ((1 - h**2) * (w1 @ direction)) for direction in np.eye(3)]
    reverse = [w1.T @ ((1 - h**2) * (w2.T @ direction)) for direction in np.eye(5)]
    assert np.allclose(np.stack(forward, axis=1), jacobian)
    assert np.allclose(np.stack(reverse, axis=0), jacobian)
