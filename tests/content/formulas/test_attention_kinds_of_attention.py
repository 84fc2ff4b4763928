"""The derivatives and numbers stated in attention/kinds-of-attention."""

import numpy as np

RNG = np.random.default_rng(5)


def softmax(e):
    e = np.exp(e - e.real.max())
    return e / e.sum()


def test_the_worked_example_gives_6():
    a = softmax(np.array([0, np.log(4)]))
    assert np.allclose(a, [0.2, 0.8])
    assert np.isclose(a @ [10, 5], 6)


def test_a_small_weight_can_contribute_more_than_a_large_one():
    assert np.allclose(np.array([0.9, 0.1]) * [1, 90], [0.9, 9])


def test_states_that_are_keys_and_values_have_a_gradient_of_two_parts():
    h, w_s, w_h = RNG.standard_normal((4, 3)), RNG.standard_normal((2, 5)), RNG.standard_normal((3, 5))
    s, v, dy = RNG.standard_normal(2), RNG.standard_normal(5), RNG.standard_normal(3)

    def attend(keys, values):
        return softmax(np.tanh(s @ w_s + keys @ w_h) @ v) @ values

    p = np.tanh(s @ w_s + h @ w_h)
    a = softmax(p @ v)
    de = a * (h @ dy - a @ h @ dy)
    as_value, as_key = np.outer(a, dy), (np.outer(de, v) * (1 - p**2)) @ w_h.T
    for i in np.ndindex(*h.shape):
        step = np.zeros(h.shape, complex)
        step[i] = 1e-30j
        assert np.isclose((attend(h, h + step) @ dy).imag / 1e-30, as_value[i])
        assert np.isclose((attend(h + step, h) @ dy).imag / 1e-30, as_key[i])
        assert np.isclose((attend(h + step, h + step) @ dy).imag / 1e-30, as_value[i] + as_key[i])


def test_a_hard_choice_does_not_react_to_a_small_change_of_the_scores():
    e, values = np.array([0.3, 1.0, -0.5]), np.array([2.0, 4.0, 10.0])
    moved = e + 1e-6 * RNG.standard_normal(3)
    assert values[e.argmax()] == values[moved.argmax()]
    assert softmax(e) @ values != softmax(moved) @ values


def test_five_targets_over_seven_states_with_eight_heads_cannot_be_self_attention():
    q, k = RNG.standard_normal((8, 5, 4)), RNG.standard_normal((8, 7, 4))
    assert (q @ k.swapaxes(1, 2)).shape == (8, 5, 7)
