"""What content/questions/gan/losses.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def slope(f, score):
    return f(score + 1j * H).imag / H


def saturating(score):
    return np.log(1 - sigmoid(score))


def non_saturating(score):
    return -np.log(sigmoid(score))


def least_squares(score):
    return (score - 1) ** 2 / 2


def test_the_slopes_of_the_generator_losses_at_minus_six():
    assert round(slope(saturating, -6.0), 4) == -0.0025
    assert round(slope(non_saturating, -6.0), 4) == -0.9975
    assert slope(least_squares, -6.0) == -7
    assert slope(lambda score: -score, -6.0) == -1


def test_the_slopes_as_formulas():
    for score in (-6.0, -0.5, 2.0):
        assert math.isclose(slope(saturating, score), -sigmoid(score))
        assert math.isclose(slope(non_saturating, score), sigmoid(score) - 1)
        assert math.isclose(slope(least_squares, score), score - 1)


def test_least_squares_pulls_back_what_fooled_d_by_far():
    assert slope(least_squares, 4.0) > 0 > slope(non_saturating, 4.0)


def test_the_discriminator_loss_in_softplus():
    score = np.array([1.5, -0.3])
    assert np.allclose(np.log(1 + np.exp(-score)), -np.log(sigmoid(score)))
    assert np.allclose(np.log(1 + np.exp(score)), -np.log(1 - sigmoid(score)))


def test_the_same_fakes_cost_more_under_a_strict_discriminator():
    assert [round(-math.log(d), 2) for d in (0.9, 0.1)] == [0.11, 2.30]


def test_noise_and_image_have_unlike_numbers_of_entries():
    noise, image = np.zeros((4, 100)), np.zeros((4, 3, 64, 64))
    assert (noise[0].size, image[0].size) == (100, 12_288)


def test_a_texture_feature_agrees_where_all_pixels_differ():
    one, other, flat = np.array([0, 1, 0, 1]), np.array([1, 0, 1, 0]), np.ones(4)
    assert abs(one - other).mean() == 1
    assert [(x @ [1, -1, 1, -1]) ** 2 for x in (one, other, flat)] == [4, 4, 0]


def test_each_term_of_the_discriminator_loss_is_a_mean_over_its_own_batch():
    real, fake = -np.log([0.9, 0.6]).mean(), -np.log([1 - 0.2]).mean()
    assert [round(x, 3) for x in (real, fake, real + fake)] == [0.308, 0.223, 0.531]
