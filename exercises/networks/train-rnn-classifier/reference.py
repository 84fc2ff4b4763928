"""What some steps of training an RNN classifier must give, and the goal on the text that comes with gradlings.

A step subtracts lr times the derivative of the loss, and that is read off complex steps, one for each entry: nothing of
backpropagation is in here.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case
from exercises.datasets import alphabet, text

STEP = 1e-30
WINDOW = 5
"""Characters from which the next one is predicted."""


def forward(wx, wh, b, wo, bo, x, labels, order, steps, lr):
    """The parameters after these steps."""
    params = [np.asarray(w, float) for w in (wx, wh, b, wo, bo)]
    for k in range(steps):
        batch = order[k % len(order)]
        slopes = [slope(params, i, x[batch], labels[batch]) for i in range(len(params))]
        params = [w - lr * dw for w, dw in zip(params, slopes, strict=True)]
    return tuple(params)


def slope(params, position, x, labels):
    """The derivative of the loss by each entry of one parameter, all moved copies of it in one stack."""
    w = params[position]
    moved = w + 1j * STEP * np.eye(w.size).reshape(w.size, *w.shape)
    stacked = [moved if i == position else other[None] for i, other in enumerate(params)]
    return (loss(stacked, x, labels).imag / STEP).reshape(w.shape)


def loss(stacked, x, labels):
    """The mean cross-entropy for each member of a stack of parameters."""
    wx, wh, b, wo, bo = stacked
    h = np.zeros((1, len(x), b.shape[-1]))
    for s in range(x.shape[1]):
        h = np.tanh(x[:, s] @ wx + h @ wh + b[:, None])
    z = h @ wo + bo[:, None]
    return smooth.logsumexp(z - z[:, np.arange(len(labels)), labels][..., None]).mean(-1)


def start(rng, D, H, C):
    """A small random network; a one-hot x picks a row of wx."""
    return {
        "wx": 0.5 * rng.standard_normal((D, H)),
        "wh": 0.1 / np.sqrt(H) * rng.standard_normal((H, H)),
        "b": np.zeros(H),
        "wo": rng.standard_normal((H, C)) / np.sqrt(H),
        "bo": np.zeros(C),
    }


def cases(rng):
    """Sizes N, T, D, H, C, K, B; one step and three, never more than the rows of order."""

    def case(name, sizes, steps, lr=0.5, gain=10.0, out=1.0, hidden=False):
        N, T, D, H, C, K, B = sizes
        args = start(rng, D, H, C)
        args["wh"], args["wo"] = gain * args["wh"], out * args["wo"]
        args["b"], args["bo"] = 0.3 * rng.standard_normal(H), 0.3 * rng.standard_normal(C)
        args |= {"x": rng.standard_normal((N, T, D)), "labels": rng.integers(0, C, N)}
        args |= {"order": np.stack([rng.permutation(N)[:B] for _ in range(K)]), "steps": steps, "lr": lr}
        return Case(name, args, hidden)

    return [
        case("tiny", (6, 3, 1, 2, 5, 4, 2), 1),
        case("no step", (5, 2, 3, 4, 2, 6, 3), 0),
        case("three steps", (10, 4, 2, 3, 5, 6, 3), 3),
        case("batches of one", (5, 3, 4, 2, 6, 7, 1), 3),
        case("every sequence in every batch", (7, 2, 3, 4, 5, 6, 7), 3),
        case("one step of time", (9, 1, 3, 4, 2, 5, 6), 3),
        case("a small rate", (8, 3, 2, 4, 5, 6, 3), 3, lr=0.01),
        case("signals that grow", (9, 6, 2, 3, 4, 5, 7), 2, gain=20.0),
        case("large gradients", (8, 3, 4, 5, 2, 6, 7), 2, lr=0.01, out=100.0),
        case("hidden", (11, 4, 3, 5, 2, 7, 6), 3, lr=0.2, hidden=True),
        case("hidden one step", (6, 5, 4, 3, 2, 8, 4), 1, hidden=True),
    ]


def windows(codes, T):
    """Every T characters in a row, one-hot, and the one after them."""
    seen = np.lib.stride_tricks.sliding_window_view(codes, T + 1)
    return np.eye(len(alphabet()))[seen[:, :T]], seen[:, T]


def thirds():
    """The text as numbers: its first two thirds, and the last."""
    codes = np.array([alphabet().index(character) for character in text()])
    cut = len(codes) * 2 // 3
    return codes[:cut], codes[cut:]


def goal(rng):
    """1 264 windows in 79 batches of 16: fifteen epochs and a bit."""
    x, labels = windows(thirds()[0], WINDOW)
    C, B = len(alphabet()), 16
    args = start(rng, C, 32, C) | {"x": x, "labels": labels}
    epoch = rng.permutation(len(x))[: len(x) // B * B].reshape(-1, B)
    return Case("training", args | {"order": epoch, "steps": 1200, "lr": 0.4})


def score(args, outputs):
    """The share of characters of the last third that are predicted right."""
    x, labels = windows(thirds()[1], args["x"].shape[1])
    h = np.zeros((len(x), len(outputs["b"])))
    for s in range(x.shape[1]):
        h = np.tanh(x[:, s] @ outputs["wx"] + h @ outputs["wh"] + outputs["b"])
    return np.mean((h @ outputs["wo"] + outputs["bo"]).argmax(axis=1) == labels)
