"""The numbers and derivatives stated in lstm/lstm-and-gru."""

import numpy as np

RNG = np.random.default_rng(2)


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def size(blocks, d, h, biases):
    """Parameters counted from the arrays of every block."""
    block = [np.zeros((d, h)), np.zeros((h, h)), *(np.zeros(h) for _ in range(biases))]
    return blocks * sum(array.size for array in block)


def test_the_stated_parameter_counts_are_those_of_four_and_three_blocks():
    assert [size(blocks, 128, 256, 1) for blocks in (4, 3)] == [394_240, 295_680]
    assert [size(blocks, 128, 256, 2) for blocks in (4, 3)] == [395_264, 296_448]
    assert size(4, 7, 5, 1) == 4 * (5 * (7 + 5) + 5)


def test_the_two_conventions_of_z_give_different_states():
    z, n, h = 0.75, 0.4, 0.8
    assert np.isclose((1 - z) * n + z * h, 0.7)
    assert np.isclose(z * n + (1 - z) * h, 0.5)


def test_the_direct_factors_are_the_forget_gate_and_z():
    f, i, g, z, n = RNG.uniform(0.1, 0.9, 5)
    assert np.isclose((f * (0.3 + 1e-30j) + i * g).imag / 1e-30, f)
    assert np.isclose(((1 - z) * n + z * (0.3 + 1e-30j)).imag / 1e-30, z)


def test_reset_before_and_after_the_product_differ():
    u, h, r = RNG.standard_normal((3, 3)), RNG.standard_normal(3), RNG.uniform(0, 1, 3)
    assert not np.allclose((r * h) @ u, r * (h @ u))


def test_the_cell_of_an_lstm_can_multiply_a_gradient_by_three_and_a_half():
    c = 1e-30j
    h = sigmoid(0.0) * np.tanh(c)
    new = sigmoid(0.0) * c + sigmoid(0.0) * np.tanh(12 * h)
    assert np.isclose(new.imag / 1e-30, 3.5)


def test_a_gru_stays_inside_one_and_an_lstm_cell_counts():
    h, c = np.zeros(4), 0.0
    for _ in range(200):
        z, n = sigmoid(5 * RNG.standard_normal(4)), np.tanh(5 * RNG.standard_normal(4))
        h = (1 - z) * n + z * h
        c = sigmoid(20.0) * c + sigmoid(20.0) * np.tanh(20.0)
        assert (abs(h) < 1).all()
    assert np.isclose(c, 200, rtol=1e-4)
