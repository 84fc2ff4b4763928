"""What content/questions/gan/generator.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def loss(x):
    return np.log(1 + np.exp(-2 * x))


def test_the_worked_example_from_noise_to_the_weight_gradient():
    z, a = 1.0, 0.5
    x = math.tanh(a * z)
    s = 2 * x
    assert [round(v, 3) for v in (x, s, sigmoid(s))] == [0.462, 0.924, 0.716]
    ds = (np.log(1 + np.exp(-(s + 1j * H)))).imag / H
    dx = loss(x + 1j * H).imag / H
    da = loss(np.tanh((a + 1j * H) * z)).imag / H
    assert [round(g, 3) for g in (ds, dx, da)] == [-0.284, -0.568, -0.447]
    assert math.isclose(ds, sigmoid(s) - 1)
    assert round(np.tanh(a * z + 1j * H).imag / H, 3) == 0.786


def test_a_step_against_that_gradient_raises_the_belief_of_d():
    a, da = 0.5, loss(np.tanh(0.5 + 1j * H)).imag / H
    assert sigmoid(2 * math.tanh(a - 0.1 * da)) > sigmoid(2 * math.tanh(a))


def test_a_batch_of_noise_becomes_a_batch_of_images():
    numbers = np.ones((16, 100)) @ np.ones((100, 784))
    images = numbers.reshape(len(numbers), 1, 28, -1)
    assert images.shape == (16, 1, 28, 28)


def test_two_maps_turn_unit_noise_into_the_same_normal_distribution():
    z = np.random.default_rng(0).standard_normal(200_000)
    for slope in (2, -2):
        x = 3 + slope * z
        assert np.allclose([x.mean(), x.std()], [3, 2], atol=0.02)


def test_the_constant_nearest_to_random_real_images_is_their_mean():
    pixels, grey = np.array([0.0, 1.0, 1.0, 0.0]), np.linspace(0, 1, 101)
    distances = ((pixels - grey[:, None]) ** 2).sum(axis=1)
    assert math.isclose(grey[distances.argmin()], pixels.mean())
