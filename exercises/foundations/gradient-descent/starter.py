"""Gradient descent on a quadratic function."""

import numpy as np


def gradient_descent(A, b, x0, lr, steps):
    """Take `steps` steps of size lr from x0 down f(x) = 1/2 xᵀ A x - bᵀ x.

    A (D, D) need not be symmetric; b (D,), x0 (D,); lr is a number, steps an int from 0 up.
    Returns x (D,), where the last step leads. x0 stays as it is.
    """
    raise NotImplementedError
