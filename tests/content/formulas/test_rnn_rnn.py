"""The numbers and derivatives stated in rnn/rnn."""

import numpy as np

RNG = np.random.default_rng(0)


def run(x, w_x, w_h, b):
    """All states of a tanh RNN, `x` as (N, T, D)."""
    h, states = np.zeros((len(x), len(w_h))), []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ w_x + h @ w_h + b)
        states.append(h)
    return np.stack(states, axis=1)


def lstm_cell(c, weight):
    """One unit's next cell: every weight 0 but the one from h to the candidate; `c` also made h, by o = 1/2."""
    half = 1 / (1 + np.exp(0.0))
    h = half * np.tanh(c)
    return half * c + half * np.tanh(weight * h)


def test_the_example_has_45_parameters_and_states_of_4_6_5_whatever_the_length():
    w_x, w_h, b = RNG.standard_normal((3, 5)), RNG.standard_normal((5, 5)), np.zeros(5)
    assert w_x.size + w_h.size + b.size == 15 + 25 + 5 == 45
    assert run(np.ones((4, 6, 3)), w_x, w_h, b).shape == (4, 6, 5)
    assert run(np.ones((4, 600, 3)), w_x, w_h, b).shape == (4, 600, 5)


def test_the_step_before_receives_dh_times_the_slope_times_the_transpose():
    w_x, w_h, b = RNG.standard_normal((3, 5)), RNG.standard_normal((5, 5)), RNG.standard_normal(5)
    x, h, dh = RNG.standard_normal((4, 3)), RNG.standard_normal((4, 5)), RNG.standard_normal((4, 5))
    new = np.tanh(x @ w_x + h @ w_h + b)
    found = (dh * (1 - new**2)) @ w_h.T
    for i in np.ndindex(*h.shape):
        step = np.zeros(h.shape, complex)
        step[i] = 1e-30j
        slope = (dh * np.tanh(x @ w_x + (h + step) @ w_h + b)).sum().imag / 1e-30
        assert np.isclose(found[i], slope)


def test_fifty_linear_steps_leave_half_a_percent_or_grow_to_117():
    for w, stated in ((0.9, 0.0052), (1.1, 117)):
        h = np.array(1e-30j)
        for _ in range(50):
            h = w * h
        assert np.isclose(h.imag / 1e-30, stated, rtol=0.01)


def test_the_gradient_of_a_shared_weight_is_the_sum_of_its_three_uses():
    def last(w):
        h = 0.0
        for x in (1, 1, 0):
            h = w * h + x
        return h

    assert np.isclose(last(0.5 + 1e-30j).imag / 1e-30, 1.5 + 0.5 + 0)


def test_an_lstm_unit_can_multiply_the_gradient_by_four_at_each_step():
    slope = lstm_cell(0.0 + 1e-30j, 14).imag / 1e-30
    assert np.isclose(slope, 0.5 + 0.5 * 14 * 0.5)
    assert np.isclose(slope**10, 1e6, rtol=0.05)
