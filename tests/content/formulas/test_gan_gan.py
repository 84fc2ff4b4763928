"""What content/questions/gan/gan.toml states, computed from definitions."""

import math

import numpy as np


def value(d, p_data, p_g):
    return p_data @ np.log(d) + p_g @ np.log(1 - d)


def test_what_each_player_pays_for_scores_of_08_and_03():
    d_loss = -value(np.array([0.8, 0.3]), np.array([1, 0]), np.array([0, 1]))
    assert round(d_loss, 2) == 0.58
    assert round(-math.log(0.3), 2) == 1.20


def test_the_best_discriminator_is_the_share_of_the_data():
    p_data, p_g = np.array([0.7, 0.2, 0.1]), np.array([0.1, 0.3, 0.6])
    grid = np.linspace(0.0005, 0.9995, 1000)
    gain = p_data[:, None] * np.log(grid) + p_g[:, None] * np.log(1 - grid)
    assert np.allclose(grid[gain.argmax(axis=1)], p_data / (p_data + p_g), atol=1e-3)


def test_at_the_equilibrium_d_is_a_half_and_v_is_minus_two_ln_two():
    p = np.array([0.7, 0.2, 0.1])
    d = p / (p + p)
    assert np.array_equal(d, np.full(3, 0.5))
    assert math.isclose(value(d, p, p), -2 * math.log(2))
    assert round(value(d, p, p), 3) == -1.386


def test_d_equal_to_a_half_gives_that_value_for_any_pair():
    assert math.isclose(value(np.full(2, 0.5), np.array([0.9, 0.1]), np.array([0.2, 0.8])), -2 * math.log(2))


def test_raising_the_score_of_a_fake_raises_ds_error():
    assert [round(-math.log(1 - score), 2) for score in (0.3, 0.6)] == [0.36, 0.92]


def test_simultaneous_steps_on_xy_circle_outwards():
    x, y, radii = 1.0, 0.0, []
    for _ in range(100):
        x, y = x - 0.1 * y, y + 0.1 * x
        radii.append(x * x + y * y)
    assert np.allclose(np.divide(radii[1:], radii[:-1]), 1 + 0.1**2)
    assert round(radii[-1], 2) == 2.70
