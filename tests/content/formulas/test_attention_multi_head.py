"""The shapes, counts and numbers stated in attention/multi-head."""

import numpy as np

RNG = np.random.default_rng(4)


def attention(q, k, v):
    """(weights, output) of scaled dot-product attention over the last two axes."""
    e = np.exp(q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1]))
    a = e / e.sum(axis=-1, keepdims=True)
    return a, a @ v


def heads_of(x, w, h):
    """Project by one big matrix, then cut the projected features into heads: (h, n, d/h)."""
    return (x @ w).reshape(len(x), h, -1).swapaxes(0, 1)


def multi_head(x, memory, weights, h):
    w_q, w_k, w_v, w_o = weights
    a, y = attention(heads_of(x, w_q, h), heads_of(memory, w_k, h), heads_of(memory, w_v, h))
    return a, y.swapaxes(0, 1).reshape(len(x), -1) @ w_o


def test_the_shapes_for_ten_tokens_width_512_and_8_heads():
    x, weights = RNG.standard_normal((10, 512)), RNG.standard_normal((4, 512, 512)) / 32
    a, y = multi_head(x, x, weights, 8)
    assert heads_of(x, weights[0], 8).shape == (8, 10, 64)
    assert (a.shape, y.shape) == ((8, 10, 10), (10, 512))
    assert multi_head(x, RNG.standard_normal((7, 512)), weights, 8)[0].shape == (8, 10, 7)
    assert weights.size == 4 * 512**2 == 1_048_576


def test_one_big_projection_that_is_split_equals_a_projection_for_each_head():
    x, (w_q, w_k, w_v, w_o) = RNG.standard_normal((5, 6)), RNG.standard_normal((4, 6, 6))
    parts = [attention(*(x @ w[:, i : i + 2] for w in (w_q, w_k, w_v)))[1] for i in (0, 2, 4)]
    assert np.allclose(np.concatenate(parts, axis=1) @ w_o, multi_head(x, x, (w_q, w_k, w_v, w_o), 3)[1])


def test_every_head_sees_every_token():
    x, weights = RNG.standard_normal((5, 6)), RNG.standard_normal((4, 6, 6))
    moved = x.copy()
    moved[4] += 1
    change = np.abs(multi_head(moved, moved, weights, 3)[0] - multi_head(x, x, weights, 3)[0])
    assert (change[:, 0].max(axis=1) > 0).all()


def test_the_multiplications_of_the_scores_do_not_depend_on_the_heads_but_the_weights_do():
    x, weights = RNG.standard_normal((10, 512)), RNG.standard_normal((4, 512, 512)) / 32
    products, kept = set(), []
    for h in (1, 2, 8, 16):
        a, _ = multi_head(x, x, weights, h)
        products.add(a.size * heads_of(x, weights[0], h).shape[-1])  # each weight is a dot product over one head
        kept.append(a.size)
    assert products == {10 * 10 * 512}
    assert kept == [h * 100 for h in (1, 2, 8, 16)]


def test_the_weights_of_eight_heads_at_a_thousand_and_ten_thousand_tokens():
    assert [8 * n * n for n in (1000, 10_000)] == [8_000_000, 800_000_000]


def test_the_softmax_of_a_single_score_is_one_and_the_weights_multiply_the_values():
    a, _ = attention(RNG.standard_normal((1, 4)), RNG.standard_normal((1, 4)), np.ones((1, 1)))
    assert a == 1
    assert np.isclose(np.array([0.2, 0.8]) @ [5, 10], 9)
