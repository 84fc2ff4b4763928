"""A linear regression, fitted by gradient descent and validated on data of its own."""

import numpy as np


def fit(x, t, x_val, t_val, lr, steps):
    """Fit y = x w + b to t by full-batch gradient descent on the mean squared error, from w = 0 and b = 0.

    x (N, D) and t (N,) are trained on, x_val (V, D) and t_val (V,) are not.
    Returns w (D,), b, the losses (steps,) before each step, and the loss on the validation data after the last.
    """
    w, b = np.zeros(x.shape[1]), 0.0
    losses = np.zeros(steps)
    for k in range(steps):
        y = x @ w + b
        error = y - t
        losses[k] = np.mean(error**2)
        slope = 2 * error / len(x)
        dw = x.T @ slope
        db = slope.sum()
        w = w - lr * dw
        b = b - lr * db
    val_loss = np.mean((x_val @ w + b - t_val) ** 2)
    return w, b, losses, val_loss
