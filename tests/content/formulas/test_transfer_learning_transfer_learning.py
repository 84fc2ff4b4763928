"""What content/questions/transfer-learning/transfer-learning.toml states, computed from definitions."""

import numpy as np


def convolution(c, f, k):
    """Weights and the batch norm that follows; the convolutions of a ResNet have no bias."""
    return c * f * k * k + 2 * f


def resnet18():
    count, c = convolution(3, 64, 7), 64
    for f in (64, 128, 256, 512):
        for _ in range(2):
            count += convolution(c, f, 3) + convolution(f, f, 3)
            count += convolution(c, f, 1) if c != f else 0
            c = f
    return count


def test_the_backbone_of_a_resnet_18_and_a_head_for_ten_classes():
    head = np.zeros((512, 10)).size + np.zeros(10).size
    assert head == 5_130
    assert resnet18() == 11_176_512
    assert resnet18() + head == 11_181_642
    assert round(100 * head / (resnet18() + head), 3) == 0.046


def test_the_gradient_of_the_head():
    rng, h = np.random.default_rng(0), 1e-30
    f, w, t = rng.standard_normal((4, 3)), rng.standard_normal((3, 5)), np.eye(5)[[0, 3, 3, 1]]

    def loss(w, b):
        z = f @ w + b
        return (np.log(np.exp(z).sum(axis=1)) - (t * z).sum(axis=1)).mean()

    p = np.exp(f @ w) / np.exp(f @ w).sum(axis=1, keepdims=True)
    dw, db = f.T @ (p - t) / len(f), (p - t).sum(axis=0) / len(f)
    for i in np.ndindex(w.shape):
        moved = w.astype(complex)
        moved[i] += 1j * h
        assert np.isclose(loss(moved, np.zeros(5)).imag / h, dw[i])
    assert np.allclose([loss(w, 1j * h * e).imag / h for e in np.eye(5)], db)


def test_a_bad_start_takes_longer_than_none():
    def steps(w):
        count = 0
        while abs(w + 3) >= 1:
            w, count = w - 0.1 * (w + 3), count + 1
        return count

    assert (steps(3.0), steps(0.0)) == (18, 11)
