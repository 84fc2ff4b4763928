"""What content/questions/gan/training.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def slope(f, s):
    return f(s + 1j * H).imag / H


def logit(d):
    return math.log(d / (1 - d))


def test_the_saturating_form_has_the_logit_gradient_minus_d_and_the_other_d_minus_one():
    for d in (0.01, 0.3, 0.9):
        assert math.isclose(slope(lambda s: np.log(1 - sigmoid(s)), logit(d)), -d)
        assert math.isclose(slope(lambda s: -np.log(sigmoid(s)), logit(d)), d - 1)


def test_at_001_the_gradients_are_a_hundred_times_apart():
    found = [slope(f, logit(0.01)) for f in (lambda s: np.log(1 - sigmoid(s)), lambda s: -np.log(sigmoid(s)))]
    assert [round(g, 2) for g in found] == [-0.01, -0.99]


def test_the_losses_of_a_discriminator_that_says_a_half():
    d = np.full(5, 0.5)
    assert round(-np.log(d).mean() - np.log(1 - d).mean(), 3) == 1.386
    assert round(-np.log(d).mean(), 3) == 0.693


def test_a_weaker_d_lowers_the_generator_loss_on_the_same_fakes():
    assert [round(-math.log(d), 2) for d in (0.01, 0.5)] == [4.61, 0.69]


def test_the_gradient_of_a_fake_passes_through_the_weight_of_d():
    w = 2.0
    x = logit(0.01) / w
    through = slope(lambda x: -np.log(sigmoid(w * x)), x)
    assert math.isclose(through, (sigmoid(w * x) - 1) * w)
    assert round(through, 2) == -1.98
