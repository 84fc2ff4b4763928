"""Numbers stated by the question mlp/training-steps, computed from definitions."""

import math

import numpy as np


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def test_a_784_128_10_network_has_101770_parameters():
    shapes = ((784, 128), (128, 10))
    assert sum(np.zeros(shape).size + np.zeros(shape[1]).size for shape in shapes) == 101_770


def test_he_initialization_keeps_the_mean_square_through_a_relu_layer():
    rng = np.random.default_rng(0)
    deviation = math.sqrt(2 / 784)
    assert round(deviation, 3) == 0.051
    x = rng.normal(size=(300, 784))
    h = np.maximum(x @ rng.normal(scale=deviation, size=(784, 784)), 0)
    assert np.isclose((h**2).mean(), (x**2).mean(), rtol=0.05)


def test_an_epoch_of_60000_samples_has_469_batches_and_ends_with_96_samples():
    batches = [min(128, 60_000 - start) for start in range(0, 60_000, 128)]
    assert len(batches) == math.ceil(60_000 / 128) == 469
    assert batches[-1] == 96
    assert 10 * len(batches) == 4690


def test_the_backward_pass_of_a_mean_cross_entropy_starts_from_p_minus_t_over_b():
    rng = np.random.default_rng(0)
    z, t = rng.normal(size=(4, 3)), np.eye(3)[[0, 2, 1, 1]]
    for i in np.ndindex(z.shape):
        e = np.zeros(z.shape, complex)
        e[i] = 1e-30j
        slope = -(t * np.log(softmax(z + e))).sum(axis=1).mean().imag / 1e-30
        assert np.isclose(slope, ((softmax(z) - t) / 4)[i])


def test_the_loss_of_a_uniform_guess_over_ten_classes_is_230():
    assert round(-math.log(softmax(np.zeros((1, 10)))[0, 3]), 2) == 2.30


def test_the_best_of_twenty_coin_flippers_scores_about_59_percent_on_100_samples():
    rng = np.random.default_rng(0)
    assert np.isclose(rng.binomial(100, 0.5, size=(4000, 20)).max(axis=1).mean(), 59, atol=0.5)


def test_units_that_start_alike_stay_alike():
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(8, 3)), rng.normal(size=(8, 1))
    w1, w2 = np.full((3, 4), 0.5), np.full((4, 1), 0.5)
    for _ in range(20):
        h = np.tanh(x @ w1)
        dy = (h @ w2 - t) / len(x)
        w1, w2 = w1 - 0.1 * x.T @ (dy @ w2.T * (1 - h**2)), w2 - 0.1 * h.T @ dy
    assert np.allclose(w1, w1[:, :1])
    assert not np.allclose(w1, 0.5)


def test_from_zero_only_the_output_biases_move():
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(8, 3)), np.eye(2)[[0, 0, 0, 1, 0, 0, 1, 0]]
    w1, b1, w2, b2 = np.zeros((3, 4)), np.zeros(4), np.zeros((4, 2)), np.zeros(2)
    for _ in range(20):
        h = np.tanh(x @ w1 + b1)
        d2 = (softmax(h @ w2 + b2) - t) / len(x)
        d1 = d2 @ w2.T * (1 - h**2)
        w1, b1, w2, b2 = w1 - x.T @ d1, b1 - d1.sum(axis=0), w2 - h.T @ d2, b2 - d2.sum(axis=0)
    assert not any(a.any() for a in (w1, b1, w2))
    assert b2.all()
