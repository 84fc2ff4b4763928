"""Where gradient descent on an RNN must lead, and the sequences on which it is tried.

A step subtracts lr times the derivative of the loss, and that is read off complex steps, one for each entry: nothing of
backpropagation is in here.
"""

import numpy as np

from exercises.catalog import Case

STEP = 1e-30


def forward(wx, wh, b, wo, bo, x, y, epochs, lr):
    """The parameters after these epochs."""
    params = [wx, wh, b, wo, bo]
    for _ in range(epochs):
        slopes = [slope(params, i, x, y) for i in range(len(params))]
        params = [w - lr * dw for w, dw in zip(params, slopes, strict=True)]
    return tuple(params)


def slope(params, position, x, y):
    """The derivative of the loss by each entry of one parameter, all moved copies of it in one stack."""
    w = params[position]
    moved = w + 1j * STEP * np.eye(w.size).reshape(w.size, *w.shape)
    stacked = [moved if i == position else other[None] for i, other in enumerate(params)]
    return (loss(stacked, x, y).imag / STEP).reshape(w.shape)


def loss(stacked, x, y):
    """The mean squared error for each member of a stack of parameters."""
    wx, wh, b, wo, bo = stacked
    h = np.zeros((1, len(x), b.shape[-1]))
    for s in range(x.shape[1]):
        h = np.tanh(x[:, s] @ wx + h @ wh + b[:, None])
    error = h @ wo + bo[:, None] - y
    return (error * error).mean((-2, -1))


def cases(rng):
    """Sizes N, T, D, H; one epoch and several, one step of time and several, one sequence and several."""

    def case(name, sizes, epochs, lr=0.2, hidden=False):
        N, T, D, H = sizes
        args = {
            "wx": rng.standard_normal((D, H)) / np.sqrt(D),
            "wh": rng.standard_normal((H, H)) / np.sqrt(H),
            "b": 0.3 * rng.standard_normal(H),
            "wo": rng.standard_normal((H, 1)) / np.sqrt(H),
            "bo": 0.3 * rng.standard_normal(1),
            "x": rng.standard_normal((N, T, D)),
            "y": 2 * rng.standard_normal((N, 1)),
        }
        return Case(name, args | {"epochs": epochs, "lr": lr}, hidden)

    return [
        case("tiny", (4, 3, 1, 2), 2),
        case("one epoch", (5, 4, 2, 3), 1),
        case("three epochs", (6, 4, 3, 5), 3),
        case("one sequence", (1, 5, 3, 2), 2),
        case("one step of time", (7, 1, 4, 3), 3),
        case("a small rate", (5, 3, 2, 4), 3, lr=0.01),
        case("hidden", (8, 6, 2, 3), 4, lr=0.1, hidden=True),
        case("hidden one epoch", (3, 5, 4, 2), 1, hidden=True),
    ]
