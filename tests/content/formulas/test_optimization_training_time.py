"""The times, ranges and sums of optimization/training-time, computed from their definitions."""

import numpy as np


def test_the_larger_batch_takes_a_third_of_the_time():
    seconds = {size: len(range(0, 100_000, size)) * ms / 1000 for size, ms in ((64, 40), (256, 55))}
    assert len(range(0, 100_000, 64)) == 1563
    assert len(range(0, 100_000, 256)) == 391
    assert round(seconds[64], 1) == 62.5
    assert round(seconds[256], 1) == 21.5


def test_doubling_the_speed_of_computing_gives_1_45_while_loading_takes_turns():
    load, compute = 30, 50
    assert load + compute == 80
    assert load + compute / 2 == 55
    assert round((load + compute) / (load + compute / 2), 2) == 1.45
    assert max(load, compute) == 50


def test_float16_ends_at_two_to_the_minus_24_and_at_65504():
    bits = np.arange(1, 0x7C00, dtype=np.uint16).view(np.float16).astype(float)
    assert bits.min() == 2.0**-24
    assert bits.max() == 65504


def test_mean_losses_divided_by_k_accumulate_to_the_gradient_of_the_large_batch():
    rng = np.random.default_rng(0)
    x, t, w = rng.standard_normal((3, 4, 5)), rng.standard_normal((3, 4)), rng.standard_normal(5)

    def mean_loss(weights, inputs, targets):
        return np.mean(0.5 * (inputs @ weights - targets) ** 2)

    def gradient(inputs, targets):
        steps = 1e-30j * np.eye(5)
        return np.array([mean_loss(w + step, inputs, targets).imag / 1e-30 for step in steps])

    accumulated = sum(gradient(x[k], t[k]) / 3 for k in range(3))
    assert np.allclose(accumulated, gradient(x.reshape(12, 5), t.reshape(12)))


def test_batch_norm_under_accumulation_sees_the_micro_batch():
    x = np.random.default_rng(1).standard_normal((4, 16))
    one_by_one = np.array([(part - part.mean()) / part.std() for part in x])
    at_once = (x - x.mean()) / x.std()
    assert not np.allclose(one_by_one, at_once, atol=0.05)


def test_a_dense_layer_of_784_to_100_takes_78400_multiply_adds_a_sample():
    w = np.zeros((784, 100))  # each weight meets one input of the sample
    assert w.size == 78_400
