"""Gradient descent on a quadratic: the gradient is linear in x, the rest is a loop."""

import numpy as np


def gradient_descent(A, b, x0, lr, steps):
    """Every step subtracts lr times the gradient at the point that the one before has reached."""
    S = (A + A.T) / 2  # x stands on both sides of A: the gradient of 1/2 xᵀAx is the mean of Ax and Aᵀx
    x = np.copy(x0)
    for _ in range(steps):
        gradient = S @ x - b
        x = x - lr * gradient  # a new array: all entries move at once, and x0 stays
    return x
