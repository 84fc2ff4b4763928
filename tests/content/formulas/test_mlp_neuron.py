"""Numbers stated by the question mlp/neuron, computed from definitions."""

import numpy as np

W, X, B = np.array([2.0, -1.0]), np.array([1.0, 3.0]), 0.5
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_the_example_neuron_gives_zero_with_relu_and_0378_with_a_sigmoid():
    z = W @ X + B
    assert z == -0.5
    assert relu(z) == 0
    assert round(sigmoid(z), 3) == 0.378


def test_the_gradients_of_a_neuron_are_its_slope_times_the_other_factor():
    rng = np.random.default_rng(0)
    w, x, b = rng.normal(size=4), rng.normal(size=4), 0.3
    slope = sigmoid(w @ x + b) * (1 - sigmoid(w @ x + b))
    step = 1e-30j
    assert np.isclose(sigmoid(w @ x + b + step).imag / step.imag, slope)
    for i, e in enumerate(np.eye(4)):
        assert np.isclose(sigmoid((w + step * e) @ x + b).imag / step.imag, slope * x[i])
        assert np.isclose(sigmoid(w @ (x + step * e) + b).imag / step.imag, slope * w[i])


def test_one_threshold_unit_computes_and_and_or_but_no_grid_point_computes_xor():
    grid = np.linspace(-2, 2, 9)
    tables = {tuple(CORNERS @ [w1, w2] + b > 0) for w1 in grid for w2 in grid for b in grid}
    assert tuple(CORNERS.all(axis=1)) in tables
    assert tuple(CORNERS.any(axis=1)) in tables
    assert tuple(CORNERS[:, 0] != CORNERS[:, 1]) not in tables


def test_a_bias_inside_and_outside_the_activation_differ():
    assert relu(-1 + 0.5) == 0
    assert relu(-1) + 0.5 == 0.5
    assert sigmoid(2.2) + 0.5 > 1.39


def test_a_network_of_4_3_2_units_has_18_weights_and_5_biases():
    layers = [(np.zeros((i, o)), np.zeros(o)) for i, o in ((4, 3), (3, 2))]
    assert sum(w.size for w, _ in layers) == 18
    assert sum(b.size for _, b in layers) == 5
    assert sum((4, 3, 2)) == 9
