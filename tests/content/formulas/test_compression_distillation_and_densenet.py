"""The soft loss, its gradient and the counts of a dense block, as the question on distillation states them."""

import numpy as np

RNG = np.random.default_rng(0)


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def kl(zt, zs, t):
    p, q = softmax(zt / t), softmax(zs / t)
    return (p * np.log(p / q)).sum()


def slope(function, x):
    """By complex steps."""
    steps = 1e-30j * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([function(x + step).imag / 1e-30 for step in steps]).reshape(x.shape)


def test_a_temperature_of_four_shows_how_the_classes_relate():
    z = np.array([6.0, 2.0, 0.0])
    assert np.allclose(softmax(z), [0.98, 0.018, 0.002], atol=6e-4)
    assert np.allclose(softmax(z / 4), [0.63, 0.23, 0.14], atol=5e-3)


def test_the_gradient_of_the_soft_part_is_t_times_the_difference():
    zt, zs = RNG.standard_normal(5), RNG.standard_normal(5)
    for t in (1.0, 3.0, 10.0):
        difference = softmax(zs / t) - softmax(zt / t)
        assert np.allclose(slope(lambda z, t=t: t**2 * kl(zt, z, t), zs), t * difference)
        assert np.allclose(slope(lambda z, t=t: kl(zt, z, t), zs), difference / t)


def test_without_the_factor_the_soft_gradient_fades_like_one_over_t_squared():
    zt, zs = RNG.standard_normal(5), RNG.standard_normal(5)
    differences = [np.linalg.norm(softmax(zs / t) - softmax(zt / t)) for t in (20.0, 40.0)]
    gradients = [np.linalg.norm(slope(lambda z, t=t: kl(zt, z, t), zs)) for t in (20.0, 40.0)]
    assert np.isclose(differences[0] / differences[1], 2, rtol=0.05)
    assert np.isclose(gradients[0] / gradients[1], 4, rtol=0.05)


def test_a_block_of_six_layers_turns_64_channels_into_256_over_21_connections():
    outputs, read = [np.ones((64, 1))], 0
    for _ in range(6):
        x = np.concatenate(outputs)
        read += len(outputs)
        outputs.append(np.full((32, 1), x.mean()))
    assert len(np.concatenate(outputs)) == 64 + 6 * 32 == 256
    assert read == 6 * 7 // 2 == 21


def test_backward_of_a_concatenation_splits_dy_and_sums_what_reaches_one_map():
    x, v, w = RNG.standard_normal((2, 4)), RNG.standard_normal((4, 3)), RNG.standard_normal((7, 3))
    dy = RNG.standard_normal((2, 10))

    def block(x0):
        x1 = np.concatenate([x0, np.tanh(x0 @ v)], axis=1)
        return np.concatenate([x1, np.tanh(x1 @ w)], axis=1)

    h1 = np.tanh(x @ v)
    h2 = np.tanh(np.concatenate([x, h1], axis=1) @ w)
    dx1 = dy[:, :7] + (dy[:, 7:] * (1 - h2**2)) @ w.T
    dx = dx1[:, :4] + (dx1[:, 4:] * (1 - h1**2)) @ v.T
    assert np.allclose(slope(lambda z: (dy * block(z)).sum(), x), dx)
