"""The shapes and the counts that the question on the layers of a CNN states."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

RNG = np.random.default_rng(0)


def conv(x, w, b, pad=1):
    """x (N, C, H, W), w (F, C, kh, kw), stride 1."""
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))
    return np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]


def max_pool(x):
    n, c, h, w = x.shape
    return x.reshape(n, c, h // 2, 2, w // 2, 2).max(axis=(3, 5))


def layer(*shape):
    """Weights of this shape and a bias for each output."""
    return RNG.standard_normal(shape), RNG.standard_normal(shape[0])


def size(arrays):
    return sum(array.size for array in arrays)


def test_the_batch_goes_through_the_network_in_the_stated_shapes_and_counts():
    first, second, head = layer(16, 3, 3, 3), layer(32, 16, 3, 3), layer(10, 32)
    x = conv(RNG.standard_normal((2, 3, 32, 32)), *first)
    assert x.shape == (2, 16, 32, 32)
    x = max_pool(np.maximum(x, 0))
    assert x.shape == (2, 16, 16, 16)
    x = conv(x, *second)
    assert x.shape == (2, 32, 16, 16)
    pooled = x.mean(axis=(2, 3))
    assert pooled.shape == (2, 32)
    assert (pooled @ head[0].T + head[1]).shape == (2, 10)
    assert [size(part) for part in (first, second, head)] == [448, 4_640, 330]
    assert size((*first, *second, *head)) == 5_418
    assert x[0].size == 8_192
    assert size(layer(10, x[0].size)) == 81_930


def test_the_stride_does_not_change_the_count():
    w, b = layer(16, 3, 3, 3)
    strided = conv(np.ones((1, 3, 32, 32)), w, b)[:, :, ::2, ::2]
    assert strided.shape == (1, 16, 16, 16)
    assert size((w, b)) == 16 * 27 + 16 == 448


def test_convolution_is_equivariant_away_from_borders():
    w, b = layer(4, 2, 3, 3)
    x = np.zeros((1, 2, 10, 10))
    x[:, :, 3:6, 3:6] = RNG.standard_normal((1, 2, 3, 3))
    assert np.allclose(conv(np.roll(x, 1, axis=3), w, b), np.roll(conv(x, w, b), 1, axis=3))


def test_global_average_pooling_forgets_a_shift_at_stride_one_but_not_at_stride_two():
    w, b = layer(4, 2, 3, 3)
    x = np.zeros((1, 2, 12, 12))
    x[:, :, 4:7, 4:7] = RNG.standard_normal((1, 2, 3, 3))
    maps, moved = (np.maximum(conv(z, w, b), 0) for z in (x, np.roll(x, 1, axis=3)))
    assert np.allclose(maps.mean(axis=(2, 3)), moved.mean(axis=(2, 3)))
    assert not np.allclose(maps[:, :, ::2, ::2].mean(axis=(2, 3)), moved[:, :, ::2, ::2].mean(axis=(2, 3)))


def test_two_strides_of_two_forget_a_shift_by_four_and_not_by_two():
    first, second = layer(4, 2, 3, 3), layer(5, 4, 3, 3)
    x = np.zeros((1, 2, 40, 40))
    x[:, :, 14:20, 14:20] = RNG.standard_normal((1, 2, 6, 6))

    def maps(shift):
        lower = np.maximum(conv(np.roll(x, shift, axis=3), *first)[:, :, ::2, ::2], 0)
        return lower, np.maximum(conv(lower, *second)[:, :, ::2, ::2], 0).mean(axis=(2, 3))

    (still, pooled), (moved, moved_pooled), (_, far_pooled) = map(maps, (0, 2, 4))
    assert np.allclose(moved[..., 5:-5], np.roll(still, 1, axis=3)[..., 5:-5])
    assert not np.allclose(moved_pooled, pooled)
    assert np.allclose(far_pooled, pooled)
