"""What content/questions/interpretability/reliable-explanations.toml states, computed from definitions."""

import math

import numpy as np


def gradient(f, x, h=1e-30):
    return np.array([f(x + 1j * h * e).imag / h for e in np.eye(len(x))])


def integrated(f, x, baseline, steps=400):
    middles = (np.arange(steps) + 0.5) / steps
    return (x - baseline) * np.mean([gradient(f, baseline + t * (x - baseline)) for t in middles], axis=0)


def product(x):
    return x[0] * x[1] + x[0]


def test_integrated_gradients_of_the_example_add_up_to_the_output():
    x, zero = np.array([2.0, 3.0]), np.zeros(2)
    found = integrated(product, x, zero)
    assert np.allclose(found, [5, 3])
    assert math.isclose(found.sum(), product(x) - product(zero))
    assert product(x) == 8
    times_input = gradient(product, x) * x
    assert np.allclose(times_input, [8, 6])
    assert math.isclose(times_input.sum(), 14)


def test_integrated_gradients_are_complete_for_a_network_too():
    rng = np.random.default_rng(0)
    w, v, x, baseline = (rng.standard_normal(shape) for shape in ((3, 4), 4, 3, 3))

    def f(x):
        return np.tanh(x @ w) @ v

    assert math.isclose(integrated(f, x, baseline).sum(), f(x) - f(baseline), abs_tol=1e-4)
    h = np.tanh(x @ w)
    assert np.allclose(gradient(f, x), (v * (1 - h**2)) @ w.T)


def test_the_shapley_values_of_the_example():
    none, a, b, both = 0.1, 0.5, 0.3, 0.9
    of_a, of_b = np.mean([a - none, both - b]), np.mean([b - none, both - a])
    assert np.allclose([a - none, both - b], [0.4, 0.6])
    assert np.allclose([of_a, of_b], [0.5, 0.3])
    assert math.isclose(of_a + of_b, both - none)


def test_a_relu_network_is_the_same_after_rescaling_a_unit():
    for z in (-0.7, 0.3, 2.0):
        assert math.isclose(max(0.0, 10 * z) * 0.1, max(0.0, z), abs_tol=1e-15)


def test_one_slope_cannot_describe_a_saturating_function():
    slopes = gradient(lambda x: np.tanh(5 * x).sum(), np.array([0.0, 1.0]))
    assert [round(s, 4) for s in slopes] == [5.0, 0.0009]


def test_a_leaf_code_has_one_one_for_each_tree():
    code = np.eye(8)[[2, 0, 7]].ravel()
    assert (code.size, code.sum()) == (24, 3)
