"""Numbers stated by the question gradient-descent/gradient-descent, computed from definitions."""

import itertools

import numpy as np


def bowl(w):
    return w[0] ** 2 + 3 * w[1] ** 2


def complex_step(f, w):
    return np.array([f(w + 1e-30j * e).imag / 1e-30 for e in np.eye(len(w))])


def descend(slope, w, rate, steps):
    for _ in range(steps):
        w = w - rate * slope(w)
    return w


def test_a_step_against_the_gradient_of_the_bowl_lowers_it_and_a_step_along_it_raises_it():
    w = np.array([1.0, 1.0])
    g = complex_step(bowl, w)
    assert np.allclose(g, [2, 6])
    assert np.allclose(w - 0.1 * g, [0.8, 0.4])
    assert np.allclose(w + 0.1 * g, [1.2, 1.6])
    assert np.allclose([bowl(w), bowl(w - 0.1 * g), bowl(w + 0.1 * g)], [4, 1.12, 9.12])


def test_the_first_order_estimate_is_wrong_by_a_term_of_second_order():
    w = np.array([1.0, 1.0])
    g = complex_step(bowl, w)
    errors = [bowl(w - a * g) - (bowl(w) - a * g @ g) for a in (1e-2, 1e-3)]
    assert np.isclose(errors[0] / errors[1], 100)


def test_no_direction_of_the_same_length_descends_faster_than_the_negative_gradient():
    w = np.array([1.0, 1.0])
    g = complex_step(bowl, w)
    angles = np.linspace(0, 2 * np.pi, 721)
    slopes = np.cos(angles) * g[0] + np.sin(angles) * g[1]
    assert slopes.min() >= -np.linalg.norm(g)
    assert np.isclose(slopes.min(), -np.linalg.norm(g), rtol=1e-4)


def test_rates_below_two_over_the_curvature_converge_and_rates_above_diverge():
    slope = lambda w: complex_step(lambda v: 5 * v[0] ** 2, np.array([w]))[0]  # noqa: E731
    assert np.allclose([descend(slope, 1.0, 0.05, k) for k in (1, 2)], [0.5, 0.25])
    assert np.allclose([descend(slope, 1.0, 0.2, k) for k in (1, 2, 3)], [-1, 1, -1])
    assert np.allclose([descend(slope, 1.0, 0.25, k) for k in (1, 2)], [-1.5, 2.25])
    assert np.isclose(descend(slope, 1.0, 0.19, 50), 0.005, atol=5e-4)
    assert np.isclose(descend(slope, 1.0, 0.21, 50), 117, atol=0.5)


def test_the_loss_reacts_eight_times_as_strongly_as_the_weight_moves():
    loss = lambda w: (2 * w[0]) ** 2  # noqa: E731
    assert np.isclose(complex_step(loss, np.array([1.0]))[0], 8)
    assert np.isclose(loss([1.01]) - loss([1.0]), 0.08, atol=5e-4)


def test_steps_without_the_target_raise_the_squared_error():
    sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    w = descend(lambda w: sigmoid(w) * (1 - sigmoid(w)), 0.0, 0.5, 100)
    assert (sigmoid(0.0) - 1) ** 2 == 0.25
    assert round((sigmoid(w) - 1) ** 2, 2) == 0.96


def test_a_double_well_keeps_two_starts_in_two_minima():
    f = lambda w: w**4 - 2 * w**2 + 0.4 * w  # noqa: E731
    slope = lambda w: f(w + 1e-30j).imag / 1e-30  # noqa: E731
    ends = [descend(slope, start, 0.05, 500) for start in (1.5, -1.5)]
    assert np.allclose(ends, [0.946, -1.047], atol=5e-4)
    assert np.allclose([f(w) for w in ends], [-0.611, -1.410], atol=5e-4)


def test_the_noise_of_a_mean_gradient_shrinks_with_the_root_of_the_batch():
    rng = np.random.default_rng(0)
    grads = rng.normal(size=(4000, 64))
    spread = [grads[:, :b].mean(axis=1).std() for b in (4, 16, 64)]
    assert np.allclose([spread[0] / spread[1], spread[1] / spread[2]], 2, rtol=0.1)


def test_the_mean_gradient_of_all_batches_is_the_gradient_of_the_whole_set():
    grads = np.random.default_rng(0).normal(size=(6, 3))
    batches = [grads[list(rows)].mean(axis=0) for rows in itertools.combinations(range(6), 2)]
    assert np.allclose(np.mean(batches, axis=0), grads.mean(axis=0))


def test_the_steepest_axis_sets_the_limit_and_the_flattest_the_pace():
    slope = lambda w: complex_step(bowl, w)  # noqa: E731
    steep, flat = 6, 2
    converged = np.abs(descend(slope, np.ones(2), 1.9 / steep, 200))
    diverged = np.abs(descend(slope, np.ones(2), 2.1 / steep, 200))
    assert converged.max() < 1e-6
    assert diverged[1] > 1e6
    assert diverged[0] < 1e-6
    near = descend(slope, np.ones(2), 0.1 / steep, 10)
    assert np.allclose(near, [(1 - 0.1 * flat / steep) ** 10, (1 - 0.1) ** 10])
