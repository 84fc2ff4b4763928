"""What content/questions/transfer-learning/fine-tuning.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30
RNG = np.random.default_rng(0)


def test_the_new_head_of_768_features_and_3_classes():
    assert np.zeros((768, 3)).size + np.zeros(3).size == 2_307


def test_lora_trains_two_per_cent_of_the_matrix():
    a, b, w = np.zeros((768, 8)), np.zeros((8, 768)), np.zeros((768, 768))
    assert (a.size + b.size, w.size) == (12_288, 589_824)
    assert round(100 * (a.size + b.size) / w.size) == 2


def test_lora_starts_as_the_frozen_layer_and_merges_into_its_shape():
    x, w, a, b = (RNG.standard_normal(shape) for shape in ((5, 4), (4, 3), (4, 2), (2, 3)))
    assert np.array_equal(x @ w + 2 * x @ a @ np.zeros_like(b), x @ w)
    merged = w + 2 * a @ b
    assert merged.shape == w.shape
    assert np.allclose(x @ merged, x @ w + 2 * x @ a @ b)


def test_l2_sp_pulls_to_the_pretrained_weights():
    w, start = RNG.standard_normal(4), RNG.standard_normal(4)

    def pull(at):
        return np.array([0.3 / 2 * ((at + 1j * H * e - start) ** 2).sum().imag / H for e in np.eye(4)])

    assert np.allclose(pull(w), 0.3 * (w - start))
    assert not pull(start).any()


def test_gradients_pass_through_a_frozen_layer():
    first, frozen, last = 0.5, 3.0, 2.0
    assert (last * np.tanh(frozen * (first + 1j * H))).imag != 0


def test_a_random_head_at_full_rate_throws_the_weight_away():
    dw = 0.5 * (5.0 * (1.0 + 1j * H) * 1.0 - 1) ** 2
    gradient = dw.imag / H
    assert math.isclose(gradient, 20)
    assert np.allclose([1 - rate * gradient for rate in (0.1, 0.001)], [-1, 0.98])


def test_joint_training_adds_the_gradients_of_the_tasks():
    def tasks(w):
        return 2 * w - 3 * w

    assert math.isclose(tasks(1 + 1j * H).imag / H, -1)


def test_another_normalisation_is_another_input():
    assert round((0.6 - 0.45) / 0.225, 2) == 0.67
    assert (0.6 - 0.6) / 0.225 == 0
