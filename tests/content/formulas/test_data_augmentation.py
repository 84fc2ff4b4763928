"""What content/questions/data/augmentation.toml states, computed from definitions."""

import math

import numpy as np


def cross_entropy(z, y):
    return np.log(np.exp(z).sum()) - y @ z


def test_the_mixup_loss_of_the_example_is_the_mix_of_both_losses():
    z, (a, b, _) = np.log([0.6, 0.3, 0.1]), np.eye(3)
    mixed = cross_entropy(z, 0.7 * a + 0.3 * b)
    assert round(mixed, 3) == 0.719
    assert math.isclose(mixed, 0.7 * cross_entropy(z, a) + 0.3 * cross_entropy(z, b))


def test_the_logit_gradient_of_a_mixed_label_is_p_minus_y():
    z, y, h = np.array([0.4, -1.0, 2.0]), np.array([0.7, 0.3, 0.0]), 1e-30
    gradient = [cross_entropy(z + 1j * h * e, y).imag / h for e in np.eye(3)]
    assert np.allclose(gradient, np.exp(z) / np.exp(z).sum() - y)


def test_a_box_is_mirrored_with_its_image():
    image = np.zeros(100)
    image[10:30] = 1
    columns = np.flatnonzero(image[::-1])
    assert (columns.min(), columns.max() + 1) == (70, 90)


def test_the_backward_of_a_flip_is_the_flip():
    rng = np.random.default_rng(0)
    x, dy = rng.standard_normal((2, 3, 5))
    assert math.isclose((x[:, ::-1] * dy).sum(), (x * dy[:, ::-1]).sum())


def test_half_turns_at_random_leave_two_digits_to_chance():
    turned_shape = {"6": "9", "9": "6"}
    drawn = [(turned_shape[label] if turned else label, label) for label in "69" for turned in (False, True)]
    best = sum(max(drawn.count((shape, label)) for label in "69") for shape in "69")
    assert best / len(drawn) == 0.5
