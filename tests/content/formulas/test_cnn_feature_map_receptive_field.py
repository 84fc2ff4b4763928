"""Sizes and receptive fields, counted position by position, as the question on feature maps states them."""

import numpy as np


def positions(n, k, p, s, d=1):
    """How many starts of a dilated window fit into the padded axis."""
    span = d * (k - 1) + 1
    return sum(start + span <= n + 2 * p for start in range(0, n + 2 * p, s))


def seen(layers):
    """Width of the input that one entry depends on; layers (kernel, stride, dilation) from the input up."""
    entries = {0}
    for kernel, stride, dilation in reversed(layers):
        entries = {e * stride + u * dilation for e in entries for u in range(kernel)}
    return max(entries) - min(entries) + 1


def recurrence(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


def test_the_size_formula_counts_the_positions_of_the_window():
    for n in range(20, 40):
        for k, p, s, d in ((3, 0, 1, 1), (3, 1, 2, 1), (5, 2, 3, 2), (4, 0, 2, 3), (7, 3, 2, 1)):
            assert (n + 2 * p - d * (k - 1) - 1) // s + 1 == positions(n, k, p, s, d)


def test_the_example_has_112_positions_where_the_quotient_says_112_and_a_half():
    assert (224 + 2 * 3 - 7) / 2 + 1 == 112.5
    assert positions(224, 7, 3, 2) == 112


def test_odd_kernels_keep_the_size_at_stride_one_with_half_of_k_minus_one():
    assert all(positions(28, k, (k - 1) // 2, 1) == 28 for k in (1, 3, 5, 7))


def test_a_dilated_kernel_of_three_fits_six_times_into_ten():
    assert (positions(10, 3, 0, 1, d=2), positions(10, 3, 0, 1)) == (6, 8)


def test_the_recurrence_agrees_with_counting_the_inputs():
    stem = [(7, 2, 1), (3, 2, 1), (3, 1, 1)]
    assert [recurrence(stem[:n]) for n in (1, 2, 3)] == [seen(stem[:n]) for n in (1, 2, 3)] == [7, 11, 19]
    assert recurrence([(3, 1, 1)] * 2) == seen([(3, 1, 1)] * 2) == 5
    dilated = [(3, 1, 1), (3, 1, 2), (3, 2, 3), (2, 1, 1)]
    assert recurrence(dilated) == seen(dilated)


def test_a_layer_makes_one_map_for_each_filter_from_patches_of_all_channels():
    w, x = np.ones((64, 32, 3, 3)), np.ones((32, 28, 28))
    assert np.einsum("fcuv,cuv->f", w, x[:, 4:7, 9:12]).shape == (64,)
    assert (w[0].size, x.size, x[0].size) == (288, 25_088, 784)


def test_central_pixels_reach_an_entry_on_more_paths_than_those_at_the_rim():
    paths = np.ones(1)
    for _ in range(4):
        paths = np.convolve(paths, np.ones(3))
    assert len(paths) == seen([(3, 1, 1)] * 4)
    assert paths.argmax() == 4
    assert paths[4] > paths[0] == 1
