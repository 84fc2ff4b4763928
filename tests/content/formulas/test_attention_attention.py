"""The numbers and derivatives stated in attention/attention."""

import numpy as np

RNG = np.random.default_rng(3)


def softmax(s):
    e = np.exp(s - s.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def test_scores_0_and_ln_3_give_weights_of_a_quarter_and_three_and_the_output_7():
    scores = np.array([0, np.log(3)])
    assert np.allclose(softmax(scores), [0.25, 0.75])
    assert np.isclose(softmax(scores) @ [4, 8], 7)
    assert round(scores.sum(), 2) == 1.1


def test_shapes_and_row_sums_are_as_stated():
    q, k, v = RNG.standard_normal((5, 16)), RNG.standard_normal((7, 16)), RNG.standard_normal((7, 32))
    a = softmax(q @ k.T / np.sqrt(16))
    assert a.shape == (5, 7)
    assert (a @ v).shape == (5, 32)
    assert np.allclose(a.sum(axis=1), 1)


def test_a_dot_product_of_unit_components_has_variance_d_and_one_after_scaling():
    d = 64
    dots = (RNG.standard_normal((40_000, d)) * RNG.standard_normal((40_000, d))).sum(axis=1)
    assert np.isclose(dots.var(), d, rtol=0.05)
    assert np.isclose((dots / np.sqrt(d)).var(), 1, rtol=0.05)


def test_saturated_scores_leave_the_softmax_hardly_any_gradient():
    def slope(scale):
        a = softmax(scale * np.array([1.0, 0.0, -1.0]))
        return np.abs(np.diag(a) - np.outer(a, a)).max()

    assert slope(16) < 1e-5 < slope(1)


def test_minus_infinity_before_the_softmax_leaves_a_sum_of_one():
    scores = RNG.standard_normal(6)
    scores[4:] = -np.inf
    a = softmax(scores)
    assert (a[4:] == 0).all()
    assert np.isclose(a[:4].sum(), 1)


def test_scores_per_head_are_the_number_of_pairs():
    for n, stated in ((512, 262_144), (1024, 1_048_576)):
        assert (np.zeros((n, 1)) @ np.zeros((1, n))).size == stated


def test_an_image_of_224_makes_196_patches_of_768_numbers():
    image = np.zeros((224, 224, 3))
    patches = image.reshape(14, 16, 14, 16, 3).swapaxes(1, 2).reshape(-1, 16 * 16 * 3)
    assert patches.shape == (196, 768)
