"""The gradient of any function by central differences: two calls for each entry."""

import numpy as np


def numerical_gradient(f, x, eps):
    """(f(x + eps) - f(x - eps)) / (2 eps) in each entry, the others held fixed."""
    point = x.copy()  # f sees this array; the caller's stays as it is
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        old = point[index]
        point[index] = old + eps
        above = f(point)
        point[index] = old - eps
        below = f(point)
        point[index] = old  # not += eps: rounding would leave another number behind
        gradient[index] = (above - below) / (2 * eps)
    return gradient


def central_difference(x, c, eps):
    """A cubic, of which the central difference is off by c eps², and a square, which couples all entries."""

    def f(v):
        return np.sum(c * v**3) + np.sum(v) ** 2 / 2

    return numerical_gradient(f, x, eps)
