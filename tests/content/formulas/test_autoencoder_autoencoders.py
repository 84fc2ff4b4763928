"""The counts, numbers and derivatives stated in autoencoder/autoencoders."""

import numpy as np

RNG = np.random.default_rng(9)


def kl(rho, m):
    return rho * np.log(rho / m) + (1 - rho) * np.log((1 - rho) / (1 - m))


def test_784_32_784_has_50992_parameters_and_25904_with_tied_weights():
    encoder, decoder = [np.zeros((784, 32)), np.zeros(32)], [np.zeros((32, 784)), np.zeros(784)]
    assert sum(a.size for a in encoder + decoder) == 50_992
    assert sum(a.size for a in [*encoder, decoder[1]]) == 25_904


def test_a_unit_of_mean_activity_one_fifth_costs_0094():
    assert round(kl(0.05, 0.2), 3) == 0.094
    assert kl(0.05, 0.05) == 0


def test_the_penalty_has_its_minimum_where_the_mean_is_rho():
    slopes = [kl(0.05, m + 1e-30j).imag / 1e-30 for m in (0.02, 0.05, 0.2)]
    assert slopes[0] < 0 < slopes[2]
    assert abs(slopes[1]) < 1e-12


def test_the_best_linear_autoencoder_spans_the_principal_subspace_but_not_its_axes():
    x = RNG.standard_normal((40, 5)) * [3, 2, 1, 0.5, 0.1]
    x -= x.mean(axis=0)
    principal = np.linalg.svd(x)[2][:2].T
    best = ((x - x @ principal @ principal.T) ** 2).sum()
    for _ in range(20):
        w = RNG.standard_normal((5, 2))
        assert ((x - x @ w @ np.linalg.lstsq(x @ w, x, rcond=None)[0]) ** 2).sum() >= best
    a = RNG.standard_normal((2, 2))
    assert np.allclose(x @ (principal @ a) @ (np.linalg.inv(a) @ principal.T), x @ principal @ principal.T)


def test_a_shared_matrix_receives_the_sum_of_its_two_uses():
    x, w, dy = RNG.standard_normal((4, 3)), RNG.standard_normal((3, 2)), RNG.standard_normal((4, 3))
    found = x.T @ dy @ w + dy.T @ (x @ w)
    for i in np.ndindex(*w.shape):
        step = np.zeros(w.shape, complex)
        step[i] = 1e-30j
        assert np.isclose((dy * (x @ (w + step) @ (w + step).T)).sum().imag / 1e-30, found[i])


def test_an_overcomplete_autoencoder_can_be_the_identity():
    w = np.hstack([np.eye(3), np.zeros((3, 2))])
    x = RNG.standard_normal((6, 3))
    assert np.array_equal(x @ w @ w.T, x)
