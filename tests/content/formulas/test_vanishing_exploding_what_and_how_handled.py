"""The products, factors and clipped gradients of vanishing-exploding/what-and-how-handled, computed anew."""

import math

import numpy as np


def slope(function, z):
    return function(z + 1e-30j).imag / 1e-30


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_twenty_sigmoid_layers_leave_at_most_nine_trillionths_and_half_weights_a_millionth():
    steepest = max(slope(sigmoid, z) for z in np.linspace(-6, 6, 1201))
    assert math.isclose(steepest, 0.25)
    assert f"{steepest**20:.0e}" == "9e-13"
    assert f"{0.5**20:.0e}" == "1e-06"


def test_factors_above_one_explode_whatever_the_state():
    assert f"{np.prod(np.full(50, 1.5)):.0e}" == "6e+08"
    h = [0.01, 3.0]
    for _ in range(50):
        h = [1.1 * value for value in h]
    assert [round(h[0] / 0.01), round(h[1] / 3.0)] == [117, 117]
    assert round(slope(np.tanh, 5.0), 4) == 0.0002


def test_the_gradient_through_time_is_the_product_of_slopes_and_transposed_weights():
    rng = np.random.default_rng(0)
    w, x, h0 = rng.standard_normal((4, 4)), rng.standard_normal((3, 4)), rng.standard_normal(4)

    def states(h):
        out = [h]
        for row in x:
            out.append(np.tanh(out[-1] @ w + row))
        return out

    dh = upstream = rng.standard_normal(4)
    for h in reversed(states(h0)[1:]):
        dh = (dh * (1 - h**2)) @ w.T
    steps = 1e-30j * np.eye(4)
    truth = [np.sum(upstream * states(h0 + step)[-1]).imag / 1e-30 for step in steps]
    assert np.allclose(dh, truth)


def test_thirty_relu_layers_of_deviation_0_01_kill_the_signal_and_he_keeps_it():
    rng = np.random.default_rng(0)
    small = he = rng.standard_normal(256)
    for _ in range(30):
        w = rng.standard_normal((256, 256))
        small, he = np.maximum(small @ w * 0.01, 0), np.maximum(he @ w * math.sqrt(2 / 256), 0)
    assert round(math.sqrt(256 * 1e-4 / 2), 2) == 0.11
    assert 1e-30 < math.sqrt(np.mean(small**2)) < 1e-28
    assert 0.3 < math.sqrt(np.mean(he**2)) < 3


def test_clipping_by_the_norm_keeps_the_direction():
    g = np.array([3.0, 4.0])
    clipped = g * min(1, 1 / np.linalg.norm(g))
    assert np.allclose(clipped, [0.6, 0.8])
    assert math.isclose(clipped @ g, np.linalg.norm(clipped) * np.linalg.norm(g))


def test_penalties_add_to_the_gradient():
    def gradient(penalty, w=3.0, data=2.0):
        return slope(lambda v: data * v + 0.1 * penalty(v), w)

    assert math.isclose(gradient(lambda v: v**2), 2.6)
    assert math.isclose(gradient(lambda v: v if v.real > 0 else -v), 2.1)
