"""The gradient of any function by central differences."""

import numpy as np


def numerical_gradient(f, x, eps):
    """The central difference (f(x + eps) - f(x - eps)) / (2 eps) in each entry of x, the others held fixed.

    f takes an array of the shape of x and gives one number; x is a float array of any shape; eps > 0 is a number.
    Returns an array of the shape of x. x stays as it is.
    """
    raise NotImplementedError


def central_difference(x, c, eps):
    """What is judged: your numerical gradient of one function. Leave it as it is.

    x (N, D), c (N, D), eps a number. Returns g (N, D).
    """

    def f(v):
        return np.sum(c * v**3) + np.sum(v) ** 2 / 2

    return numerical_gradient(f, x, eps)
