"""The products, clipped gradients and counter-examples of vanishing-exploding/causes-and-remedies."""

import math

import numpy as np


def clip(grads, limit):
    norm = math.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, limit / norm) for g in grads]


def slope(function, x):
    return function(x + 1e-30j).imag / 1e-30


def test_the_products_of_factors_named():
    for factor, count, shown in (
        (0.25, 10, "9.5e-07"),
        (1.5, 20, "3.3e+03"),
        (1.2, 50, "9.1e+03"),
        (0.8, 50, "1.4e-05"),
    ):
        assert f"{np.prod(np.full(count, factor)):.1e}" == shown
    assert round(1.5**20) == 3325


def test_the_global_norm_halves_all_tensors_and_keeps_the_direction():
    grads = [np.array([3.0, 4.0]), np.array([12.0])]
    clipped = clip(grads, 6.5)
    assert np.linalg.norm(np.concatenate(grads)) == 13
    assert np.allclose(clipped[0], [1.5, 2])
    assert np.allclose(clipped[1], [6])


def test_clipping_by_value_bends_the_direction():
    g = np.array([3.0, 4.0])
    cut = np.clip(g, -3.5, 3.5)
    assert cut @ g < np.linalg.norm(cut) * np.linalg.norm(g) * (1 - 1e-6)


def test_clipping_leaves_a_vanished_gradient_as_it_is():
    g = np.array([1e-8, 0.0])
    assert np.array_equal(clip([g], 1.0)[0], g)


def test_a_residual_block_has_the_jacobian_one_plus_that_of_its_branch():
    def branch(x):
        return np.tanh(0.7 * x)

    assert math.isclose(slope(lambda x: x + branch(x), 0.3), 1 + slope(branch, 0.3))


def test_a_tanh_step_with_weight_1_2_may_shrink_the_gradient():
    h = 0.8
    z = math.atanh(h)
    factor = 1.2 * slope(np.tanh, z)
    assert math.isclose(slope(np.tanh, z), 1 - h**2)
    assert round(factor, 2) == 0.43


def test_deep_batch_norm_without_skips_explodes_at_initialization():
    rng = np.random.default_rng(0)
    width, depth = 64, 25
    a, caches = rng.standard_normal((64, width)), []
    for _ in range(depth):
        w = rng.standard_normal((width, width)) / math.sqrt(width)
        z = a @ w
        sd = z.std(axis=0)
        xhat = (z - z.mean(axis=0)) / sd
        caches.append((w, sd, xhat))
        a = np.maximum(xhat, 0)
    dy = rng.standard_normal(a.shape)
    start = np.linalg.norm(dy)
    for w, sd, xhat in reversed(caches):
        g = dy * (xhat > 0)
        dy = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / sd @ w.T
    growth = np.linalg.norm(dy) / start
    variance_of_a_unit = 1 / 2 - 1 / (2 * math.pi)  # of max(z, 0) for a standard normal z
    in_theory = math.sqrt(1 / 2 / variance_of_a_unit)
    assert round(in_theory, 1) == 1.2
    assert math.isclose(growth ** (1 / depth), in_theory, rel_tol=0.03)
    assert 50 < growth < 200
