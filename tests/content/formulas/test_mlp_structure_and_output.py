"""Numbers stated by the question mlp/structure-and-output, computed from definitions."""

import numpy as np


def relu(z):
    return np.where(z.real > 0, z, 0)


def softmax(z):
    e = np.exp(z)
    return e / e.sum()


def test_layers_without_an_activation_are_one_affine_map():
    rng = np.random.default_rng(0)
    x, w1, b1, w2, b2 = (rng.normal(size=s) for s in ((5, 3), (3, 4), (4,), (4, 2), (2,)))
    assert np.allclose((x @ w1 + b1) @ w2 + b2, x @ (w1 @ w2) + (b1 @ w2 + b2))


def test_the_small_example_is_a_line_without_relu_and_bends_at_minus_a_half_with_it():
    x = np.linspace(-2, 2, 41)
    assert np.allclose(3 * (2 * x + 1) - 4, 6 * x - 1)
    slopes = np.diff(3 * relu(2 * x + 1) - 4) / np.diff(x)
    assert np.allclose(slopes, np.where(x[:-1] > -0.5 - 1e-9, 6, 0))


def test_the_example_network_has_235146_parameters():
    shapes = ((784, 256), (256, 128), (128, 10))
    layers = [np.zeros(shape).size + np.zeros(shape[1]).size for shape in shapes]
    assert layers == [200_960, 32_896, 1290]
    assert sum(layers) == sum((i + 1) * o for i, o in shapes) == 235_146


def test_the_gradient_of_fused_losses_by_the_logits_is_p_minus_t():
    step = 1e-30j
    z, t = np.array([0.7, -1.2, 0.3]), np.array([0.0, 1.0, 0.0])
    for i, e in enumerate(np.eye(3)):
        assert np.isclose((-np.log(softmax(z + step * e)) @ t).imag / step.imag, (softmax(z) - t)[i])
    for target in (0.0, 1.0):
        p = 1 / (1 + np.exp(-(0.7 + step)))
        loss = -target * np.log(p) - (1 - target) * np.log(1 - p)
        assert np.isclose(loss.imag / step.imag, p.real - target)


def test_a_relu_at_the_output_cuts_the_gradient_of_a_negative_target():
    z, target, step = -1.0, -3.0, 1e-30j
    with_relu = (relu(np.array(z + step)) - target) ** 2
    without = (z + step - target) ** 2
    assert with_relu.real == 9
    assert with_relu.imag == 0
    assert np.isclose(without.imag / step.imag, 4)


def test_one_hidden_layer_of_two_relus_computes_xor():
    s = np.array([0.0, 1.0, 1.0, 2.0])
    assert np.array_equal(relu(s) - 2 * relu(s - 1), [0, 1, 1, 0])


def test_softmax_of_the_example_logits():
    assert np.allclose(softmax(np.array([2.0, 1.0, 0.0])), [0.665, 0.245, 0.090], atol=5e-4)


def test_a_relu_layer_below_zero_gets_no_gradient_however_wide_it_is():
    rng = np.random.default_rng(0)
    x, w = rng.uniform(size=(20, 3)), -rng.uniform(size=(3, 100))
    h = relu(x @ w)
    dz = rng.normal(size=h.shape) * (x @ w > 0)
    assert not (x.T @ dz).any()
    assert not h.any()


def test_a_wider_hidden_layer_of_relus_comes_closer_to_a_continuous_function():
    x = np.linspace(0, 3, 2001)
    errors = []
    for width in (4, 16, 64):
        knots = np.linspace(0, 3, width + 1)
        rises = np.diff(np.sin(knots)) / np.diff(knots)
        out = relu(x[:, None] - knots[:-1]) @ np.diff(rises, prepend=0)
        errors.append(np.abs(out - np.sin(x)).max())
    assert errors[0] > 10 * errors[1] > 100 * errors[2]
