"""The block, the gradient and the numbers of residual/residual-networks, computed anew."""

import math

import numpy as np


def block(x, w1, w2):
    return x + np.tanh(x @ w1) @ w2


def jacobian(function, x):
    """Row i: how the outputs change with entry i of x."""
    return np.array([function(x + step).imag / 1e-30 for step in 1e-30j * np.eye(len(x))])


def test_the_gradient_is_that_of_the_identity_plus_that_of_the_branch():
    rng = np.random.default_rng(0)
    x, w1, w2, dy = (rng.standard_normal(shape) for shape in ((3,), (3, 4), (4, 3), (3,)))
    branch = jacobian(lambda v: np.tanh(v @ w1) @ w2, x)
    truth = jacobian(lambda v: block(v, w1, w2), x) @ dy
    assert np.allclose(truth, (np.eye(3) + branch) @ dy)
    h = np.tanh(x @ w1)
    assert np.allclose(truth, dy + ((dy @ w2.T) * (1 - h**2)) @ w1.T)


def test_a_branch_that_ends_in_zero_makes_the_block_an_identity_that_can_learn():
    rng = np.random.default_rng(1)
    x, w1, w2 = rng.standard_normal((5, 3)), rng.standard_normal((3, 4)), np.zeros((4, 3))
    assert np.array_equal(block(x, w1, w2), x)
    dy = rng.standard_normal((5, 3))
    assert np.abs(np.tanh(x @ w1).T @ dy).min() > 0


def test_ten_blocks_pass_on_a_tenth_where_ten_plain_layers_leave_a_ten_millionth():
    slope = -0.2
    assert round(math.prod([1 + slope] * 10), 3) == 0.107
    assert f"{math.prod([slope] * 10):.0e}" == "1e-07"
    assert round(math.prod([1 + 0.5] * 20)) == 3325


def test_branches_of_equal_variance_double_it_in_every_block():
    rng = np.random.default_rng(2)
    x = rng.standard_normal((32, 100))
    for _ in range(10):
        x = x + x @ rng.standard_normal((100, 100)) / math.sqrt(100)
    assert math.isclose(x.var(), 1024, rel_tol=0.15)


def test_a_projection_from_64_to_128_channels_has_8192_weights_and_fits_the_branch():
    assert np.zeros((128, 64, 1, 1)).size == 8192
    for size in range(5, 60):
        branch = len(range(0, size + 2 * 1 - 3 + 1, 2))
        shortcut = len(range(0, size, 2))
        assert branch == shortcut


def test_a_map_of_56_by_56_becomes_28_by_28_at_stride_two():
    x = np.zeros((64, 56, 56))
    assert x[:, ::2, ::2].shape == (64, 28, 28)
