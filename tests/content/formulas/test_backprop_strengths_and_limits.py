"""Numbers stated by the question backprop/strengths-and-limits, computed from definitions."""

import numpy as np

LAYERS, WIDTH, ROWS, SEGMENT = 64, 4096, 8192, 8
GIB = 2**30


def test_the_activations_of_64_layers_take_8_gib_in_float32():
    layer = np.dtype(np.float32).itemsize * ROWS * WIDTH
    assert LAYERS * layer == 4 * LAYERS * ROWS * WIDTH
    assert LAYERS * layer / GIB == 8


def test_checkpoints_every_eighth_layer_take_2_gib():
    layer = 4 * ROWS * WIDTH
    held = [len(range(0, LAYERS, SEGMENT)), SEGMENT]
    assert sum(held) == 16
    assert sum(held) * layer / GIB == 2


def test_one_more_forward_is_a_third_more_work():
    forward, backward = 1, 2
    assert np.isclose((2 * forward + backward) / (forward + backward), 4 / 3)


def test_thirty_factors_vanish_or_explode():
    assert 0.9e-9 < np.prod(np.full(30, 0.5)) < 1.1e-9
    assert np.isclose(np.prod(np.full(30, 1.5)), 1.9e5, rtol=0.02)


def test_recomputed_activations_give_the_same_gradient():
    rng = np.random.default_rng(0)
    x, weights = rng.normal(size=(4, 3)), rng.normal(size=(6, 3, 3))
    kept = [x]
    for w in weights:
        kept.append(np.tanh(kept[-1] @ w))
    again = kept[3]
    for w in weights[3:]:
        again = np.tanh(again @ w)
    assert np.array_equal(again, kept[-1])


def test_a_rounding_passes_on_no_small_change():
    assert np.round(0.3 + 0.01) - np.round(0.3) == 0


def test_a_polynomial_of_degree_four_meets_five_noisy_points_without_any_gradient():
    rng = np.random.default_rng(0)
    x = np.arange(5.0)
    t = x + rng.normal(size=5)
    table = np.vander(x)
    assert np.allclose(table @ np.linalg.solve(table, t), t)


def test_central_differences_descend_to_the_same_weights():
    t = np.array([1.0, -2.0, 0.5])
    loss = lambda w: ((w - t) ** 2).sum()  # noqa: E731
    exact, numeric = np.zeros(3), np.zeros(3)
    for _ in range(20):
        exact = exact - 0.1 * 2 * (exact - t)
        slopes = [(loss(numeric + 1e-4 * e) - loss(numeric - 1e-4 * e)) / 2e-4 for e in np.eye(3)]
        numeric = numeric - 0.1 * np.array(slopes)
    assert np.allclose(exact, numeric)


def test_a_wide_difference_and_not_backpropagation_misses_the_slope_of_twenty_sigmoids():
    def chain(w, x=30.0, layers=20):
        kept = [1 / (1 + np.exp(-w * x))]
        for _ in range(layers - 1):
            kept.append(1 / (1 + np.exp(-2 * kept[-1])))
        return kept

    dw = 30.0 * np.prod([a * (1 - a) for a in chain(0.1)]) * 2.0**19
    wide, narrow = ((chain(0.1 + h)[-1] - chain(0.1 - h)[-1]) / (2 * h) for h in (0.1, 0.01))
    assert np.isclose(dw, chain(0.1 + 1e-30j)[-1].imag / 1e-30, rtol=1e-13)
    assert [f"{slope:.2e}" for slope in (dw, wide, narrow)] == ["1.08e-11", "2.99e-11", "1.10e-11"]
