"""The numbers and the gradient stated in data/text-data."""

import numpy as np

RNG = np.random.default_rng(7)


def test_the_mean_over_padding_says_143_and_over_real_tokens_2():
    each = np.zeros((2, 7))
    each[0, :3] = each[1, :7] = 2.0
    real = each > 0
    assert real.sum() == 10
    assert each.size == 14
    assert round(each.mean(), 2) == 1.43
    assert each.sum() / real.sum() == 2.0


def test_a_table_of_10000_by_128_and_its_lookup_have_the_stated_sizes():
    table, ids = np.zeros((10_000, 128)), np.zeros((4, 20), int)
    assert table.size == 1_280_000
    assert table[ids].shape == (4, 20, 128)


def test_a_lookup_is_a_product_with_one_hot_rows():
    table, ids = RNG.standard_normal((5, 3)), np.array([1, 1, 2])
    assert np.array_equal(table[ids], np.eye(5)[ids] @ table)


def test_the_gradient_of_the_table_is_added_up_row_by_row():
    ids, dy, found = np.array([1, 1, 2]), np.array([[1.0], [10.0], [100.0]]), np.zeros((4, 1))
    np.add.at(found, ids, dy)
    for row in range(4):
        step = np.zeros((4, 1), complex)
        step[row] = 1e-30j
        assert (dy * step[ids]).sum().imag / 1e-30 == found[row, 0]
    assert found.ravel().tolist() == [0, 11, 100, 0]


def test_scores_of_zero_give_padding_its_share_of_attention():
    e = np.exp(np.zeros(4))
    assert (e / e.sum())[2:].sum() == 0.5


def test_half_and_half_mixing_makes_one_word_two_vectors():
    a = np.array([0.5, 0.5])
    assert (a @ [4, 8], a @ [4, 0]) == (6, 2)
