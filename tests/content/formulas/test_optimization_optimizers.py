"""The updates and numbers of optimization/optimizers, by running the optimizers as they are defined."""

import math

import numpy as np


def adam_steps(gradients, rate=1.0, b1=0.9, b2=0.999, corrected=True):
    m = v = 0.0
    steps = []
    for t, g in enumerate(gradients, 1):
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
        m_hat, v_hat = (m / (1 - b1**t), v / (1 - b2**t)) if corrected else (m, v)
        steps.append(rate * m_hat / (math.sqrt(v_hat) + 1e-12))
    return steps


def test_the_velocity_under_a_constant_gradient_tends_to_ten():
    v, seen = 0.0, []
    for _ in range(300):
        v = 0.9 * v + 1
        seen.append(v)
    assert np.allclose(seen[:3], [1, 1.9, 2.71])
    assert math.isclose(seen[-1], 10)


def test_adam_steps_by_the_rate_under_a_constant_gradient_at_every_step():
    for g in (0.001, 5.0, 100.0):
        assert np.allclose(adam_steps([g] * 1000), 1)


def test_without_bias_correction_the_first_step_is_3_2_times_as_long():
    assert round(adam_steps([5.0], corrected=False)[0], 1) == 3.2


def test_scaling_the_loss_leaves_adam_alone():
    g = np.random.default_rng(1).standard_normal(20)
    assert np.allclose(adam_steps(g), adam_steps(1000 * g))


def test_l2_inside_adam_steps_a_full_rate_where_decoupled_decay_steps_a_hundredth():
    w, decay = 1.0, 0.01
    assert math.isclose(adam_steps([decay * w])[0], 1.0)
    decoupled = adam_steps([0.0])[0] + decay * w
    assert math.isclose(decoupled, 0.01)


def test_mini_batch_gradients_are_unbiased_and_their_noise_falls_with_the_batch():
    rng = np.random.default_rng(0)
    x, t, w = rng.standard_normal((240, 3)), rng.standard_normal(240), rng.standard_normal(3)
    each = (x @ w - t)[:, None] * x
    spread = {}
    for size in (4, 16):
        drawn = np.array([each[rng.permutation(240)].reshape(-1, size, 3).mean(axis=1) for _ in range(30)])
        assert np.allclose(drawn.mean(axis=1), each.mean(axis=0))
        spread[size] = drawn.var(axis=(0, 1)).sum()
    assert 3 < spread[4] / spread[16] < 6


def test_a_penalty_stops_the_fit_at_0_83():
    w = 0.0
    for _ in range(500):
        w -= 0.1 * ((w - 1) + 0.2 * w)
    assert round(w, 2) == 0.83
