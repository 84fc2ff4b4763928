"""What content/questions/interpretability/visualization.toml states, computed from definitions."""

import numpy as np


def test_ten_sigmoids_at_their_steepest_leave_a_millionth():
    z, h = np.linspace(-5, 5, 1001), 1e-30
    slopes = (1 / (1 + np.exp(-(z + 1j * h)))).imag / h
    assert round(slopes.max(), 6) == 0.25
    assert 0.5e-6 < slopes.max() ** 10 < 2e-6


def test_the_grad_cam_pixel_of_the_example():
    alpha, maps = np.array([0.5, -0.25]), np.array([2.0, 1.0])
    assert max(0.0, alpha @ maps) == 0.75


def test_grad_cam_behind_pooling_and_a_linear_layer_is_cam_up_to_a_constant():
    rng = np.random.default_rng(0)
    A, w, h = rng.standard_normal((3, 4, 5)), rng.standard_normal(3), 1e-30
    gradient = np.zeros(A.shape)
    for i in np.ndindex(*A.shape):
        moved = A.astype(complex)
        moved[i] += 1j * h
        gradient[i] = (moved.mean(axis=(1, 2)) @ w).imag / h
    alpha = gradient.mean(axis=(1, 2))
    assert np.allclose(alpha, w / (4 * 5))
    assert np.allclose(np.tensordot(alpha, A, 1), np.tensordot(w, A, 1) / 20)


def test_the_optimized_input_of_the_example_is_the_best_one():
    w = np.array([2.0, -4.0])
    grid = np.stack(np.meshgrid(np.linspace(-4, 4, 81), np.linspace(-4, 4, 81)), axis=-1).reshape(-1, 2)
    best = grid[(grid @ w - (grid**2).sum(axis=1)).argmax()]
    assert np.allclose(best, [1, -2])
