"""The numbers, the layout and the gradient that the question on image data states."""

import numpy as np


def test_a_byte_of_153_is_standardized_to_two_fifths():
    assert np.isclose(153 / 255, 0.6)
    assert np.isclose((153 / 255 - 0.5) / 0.25, 0.4)


def test_transposing_moves_the_channels_and_reshaping_scrambles_them():
    images = np.random.default_rng(0).integers(0, 256, (8, 224, 224, 3), dtype=np.uint8)
    moved, reshaped = images.transpose(0, 3, 1, 2), images.reshape(8, 3, 224, 224)
    assert moved.shape == reshaped.shape == (8, 3, 224, 224)
    assert np.array_equal(moved[3, 2], images[3, :, :, 2])
    assert not np.array_equal(reshaped[3, 2], images[3, :, :, 2])


def test_a_flipped_box_covers_the_flipped_object():
    image = np.zeros(100)
    image[10:60] = 1
    assert np.flatnonzero(image[::-1]).tolist() == list(range(40, 90))
    assert (100 - 60, 100 - 10) == (40, 90)


def test_averaging_class_numbers_invents_a_class():
    mask = np.array([1, 1, 3, 3])
    averaged, nearest = np.interp([0.5, 1.5, 2.5], range(4), mask), mask[[0, 1, 3]]
    assert 2 in averaged
    assert 2 not in nearest


def test_the_gradient_for_a_byte_is_divided_by_255_sigma():
    rng = np.random.default_rng(1)
    x, mu, sigma, dy = (
        rng.uniform(0, 255, (3, 4)),
        rng.random((3, 1)),
        rng.uniform(0.2, 0.4, (3, 1)),
        rng.random((3, 4)),
    )
    for i in np.ndindex(*x.shape):
        step = x.astype(complex)
        step[i] += 1e-30j
        slope = (dy * (step / 255 - mu) / sigma).sum().imag / 1e-30
        assert np.isclose(slope, (dy / (255 * sigma))[i])


def test_standardizing_changes_the_weights_and_not_the_functions():
    rng = np.random.default_rng(2)
    x, w, b, mu, sigma = rng.uniform(0, 255, 50), 0.7, -0.2, 120.0, 60.0
    assert np.allclose(w * (x - mu) / sigma + b, (w / sigma) * x + (b - w * mu / sigma))


def test_unscaled_bytes_make_the_weight_gradient_255_times_as_large():
    rng = np.random.default_rng(3)
    x, w, dy = rng.integers(0, 256, (6, 3)).astype(float), rng.standard_normal((3, 2)), rng.standard_normal((6, 2))
    for i in np.ndindex(*w.shape):
        step = w.astype(complex)
        step[i] += 1e-30j
        unscaled, scaled = ((dy * (pixels @ step)).sum().imag for pixels in (x, x / 255))
        assert np.isclose(unscaled, 255 * scaled)


def test_a_photo_is_150528_numbers_and_a_first_layer_has_9408_weights():
    assert np.zeros((224, 224, 3)).size == 150_528
    assert np.zeros((64, 3, 7, 7)).size == 9_408
