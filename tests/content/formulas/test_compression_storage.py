"""The bytes, the break-even points and the gradients that the question on storage states."""

import numpy as np

MEGA = 1e6
RNG = np.random.default_rng(0)


def csr_bytes(w, value_bytes, index_bytes=4):
    """Values, column indices and row pointers, counted on arrays of these types."""
    rows, columns = np.nonzero(w)
    pointers = np.searchsorted(rows, np.arange(len(w) + 1))
    return len(columns) * (value_bytes + index_bytes) + pointers.size * 4


def slope(function, x):
    steps = 1e-30j * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([function(x + step).imag / 1e-30 for step in steps]).reshape(x.shape)


def test_fewer_bits_shrink_25_million_weights_as_stated():
    weights = 25_000_000
    assert [weights * bits / 8 / MEGA for bits in (32, 16, 8, 4)] == [100, 50, 25, 12.5]
    assert round(weights / 64 * np.dtype(np.float16).itemsize / MEGA, 1) == 0.8


def test_zeros_take_their_room_and_csr_at_a_tenth_saves_a_factor_of_five():
    w = np.zeros((1000, 1000), np.float32)
    w.ravel()[RNG.permutation(w.size)[: w.size // 10]] = 1
    assert w.nbytes == 4_000_000
    assert csr_bytes(w, 4) == 100_000 * (4 + 4) + 4 * 1001
    assert round(csr_bytes(w, 4) / MEGA, 2) == 0.80
    assert 4.9 < w.nbytes / csr_bytes(w, 4) < 5


def test_the_break_even_density_is_a_half_for_fp32_and_a_third_for_fp16():
    for value_bytes, share in ((4, 1 / 2), (2, 1 / 3)):
        for density, smaller in ((share - 0.02, True), (share + 0.02, False)):
            w = (np.arange(10**6).reshape(1000, 1000) % 1000 < 1000 * density).astype(np.int8)
            assert (csr_bytes(w, value_bytes) < w.size * value_bytes) is smaller
    assert np.isclose(0.6 * (4 + 4), 4.8)


def test_a_low_rank_pays_below_mn_over_m_plus_n():
    full = np.zeros((4096, 4096), np.int8).size
    stored = {r: np.zeros((4096, r), np.int8).size + np.zeros((r, 4096), np.int8).size for r in (256, 2047, 2048)}
    assert stored[2047] < full == stored[2048]
    assert (round(stored[256] / MEGA, 1), round(full / MEGA, 1)) == (2.1, 16.8)


def test_the_factors_train_like_two_layers():
    x, u, v, dy = (RNG.standard_normal(shape) for shape in ((5, 4), (4, 2), (2, 3), (5, 3)))
    assert np.allclose(slope(lambda u: (dy * (x @ u @ v)).sum(), u), x.T @ dy @ v.T)
    assert np.allclose(slope(lambda v: (dy * (x @ u @ v)).sum(), v), (x @ u).T @ dy)


def test_deep_compression_made_alexnet_35_and_vgg_49_times_smaller():
    assert [round(before / after) for before, after in ((240, 6.9), (552, 11.3))] == [35, 49]
