"""Numbers stated by the question overfitting/causes-and-capacity, computed from definitions."""

import numpy as np
from numpy.polynomial.legendre import legvander

X = np.linspace(0, 1, 10)
T = np.sin(2 * np.pi * X) + 0.2 * (-1.0) ** np.arange(10)
DENSE = np.linspace(0, 1, 2001)


def rms(v):
    return np.sqrt(np.mean(v**2))


def fitted(degree):
    """RMS error on the ten points and against the true curve, of the least-squares fit of least norm."""
    w = np.linalg.pinv(legvander(2 * X - 1, degree)) @ T
    on_points = rms(legvander(2 * X - 1, degree) @ w - T)
    return on_points, rms(legvander(2 * DENSE - 1, degree) @ w - np.sin(2 * np.pi * DENSE))


def left_out(degree):
    """RMS error of the ten points, each predicted from the nine others."""
    errors = []
    for i in range(len(X)):
        others = np.arange(len(X)) != i
        w = np.linalg.lstsq(legvander(2 * X[others] - 1, degree), T[others], rcond=None)[0]
        errors.append((legvander(2 * X[i : i + 1] - 1, degree) @ w)[0] - T[i])
    return rms(np.array(errors))


def test_leaving_one_out_prefers_degree_three_to_seven():
    assert np.isclose(left_out(7), 2.6, atol=0.05)
    assert np.isclose(left_out(3), 0.44, atol=0.005)
    assert fitted(3)[1] < fitted(7)[1]


def test_degree_one_underfits():
    assert np.allclose(fitted(1), (0.51, 0.46), atol=0.005)


def test_degree_five_is_close_to_the_curve():
    assert np.allclose(fitted(5), (0.17, 0.06), atol=0.005)


def test_degree_nine_passes_through_the_points_and_swings_between_them():
    on_points, off_curve = fitted(9)
    assert on_points < 1e-10
    assert np.isclose(off_curve, 1.14, atol=0.005)


def test_degree_one_hundred_passes_through_them_too_and_is_closer_again():
    on_points, off_curve = fitted(100)
    assert on_points < 1e-10
    assert np.isclose(off_curve, 0.23, atol=0.005)
    assert fitted(5)[1] < off_curve < fitted(9)[1]


def test_the_degrees_have_ten_and_one_hundred_and_one_coefficients():
    assert [legvander(X, degree).shape[1] for degree in (9, 100)] == [10, 101]


def test_the_shift_costs_31_points_and_the_gap_one():
    training, test, new_camera = 3, 4, 35
    assert (test - training, new_camera - test) == (1, 31)
