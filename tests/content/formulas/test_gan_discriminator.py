"""What content/questions/gan/discriminator.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def softplus(s):
    return np.log(1 + np.exp(s))


def optimum(p_data, p_g):
    grid = np.linspace(0.0001, 0.9999, 9999)
    return grid[(p_data * np.log(grid) + p_g * np.log(1 - grid)).argmax()]


def test_the_loss_in_logits_is_the_cross_entropy():
    for s in (-3.0, 0.4, 2.0):
        assert math.isclose(softplus(-s), -math.log(sigmoid(s)))
        assert math.isclose(softplus(s), -math.log(1 - sigmoid(s)))
    parts = softplus(-2.0), softplus(-1.0)
    assert [round(x, 3) for x in (*parts, sum(parts))] == [0.127, 0.313, 0.440]


def test_the_slopes_in_the_logits():
    for s in (-3.0, 0.4, 2.0):
        assert math.isclose(softplus(-(s + 1j * H)).imag / H, sigmoid(s) - 1)
        assert math.isclose(softplus(s + 1j * H).imag / H, sigmoid(s))


def test_the_optimum_knows_the_ratio_of_the_densities_only():
    for scale in (1, 0.01, 0.001):
        assert math.isclose(optimum(0.6 * scale, 0.2 * scale), 0.75, abs_tol=1e-4)
    assert math.isclose(0.75 / (1 - 0.75), 0.6 / 0.2)
    assert round(math.log(0.6 / 0.2), 2) == 1.10
    assert math.isclose(sigmoid(math.log(0.6 / 0.2)), 0.75)


def slope_at_the_fake(loss, k):
    return loss(sigmoid(k * (-1 + 1j * H))).imag / H


def test_a_discriminator_that_separates_better_starves_the_saturating_loss():
    slopes = [slope_at_the_fake(lambda d: np.log(1 - d), k) for k in (1, 10)]
    assert np.allclose(slopes, [-k * sigmoid(-k) for k in (1, 10)])
    assert round(slopes[0], 2) == -0.27
    assert math.isclose(slopes[1], -4.5e-4, rel_tol=0.02)


def test_the_other_loss_keeps_its_slope_and_grows_with_the_confidence():
    slopes = [slope_at_the_fake(lambda d: -np.log(d), k) for k in (1, 10)]
    assert np.allclose(slopes, [-k * (1 - sigmoid(-k)) for k in (1, 10)])
    assert [round(x, 2) for x in slopes] == [-0.73, -10.0]


def test_smoothing_moves_the_best_logit_of_a_real_sample_to_09():
    d = np.linspace(0.001, 0.999, 999)
    assert math.isclose(d[(-0.9 * np.log(d) - 0.1 * np.log(1 - d)).argmin()], 0.9)
