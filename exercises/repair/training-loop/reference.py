"""Where the training loop must lead once it is mended, and the digits on which it is tried.

Each layer is one matrix here, its bias the last row: nothing is shared with `solution.py` but the mathematics.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

HIDDEN = 24
BATCH = 32
EPOCHS = 40
RATE = 1.0


def forward(W1, b1, W2, b2, x, t, order, steps, lr):
    """The parameters after `steps` steps down the mean squared error of two layers of sigmoids."""
    below, above = np.vstack([W1, b1]), np.vstack([W2, b2])
    for k in range(steps):
        batch = order[k % len(order)]
        inputs = with_one(x[batch])
        hidden = with_one(smooth.sigmoid(inputs @ below))
        y = smooth.sigmoid(hidden @ above)[:, 0]
        error = np.outer((y - t[batch]) * (y - y**2), 2 / len(batch))
        slope = (hidden - hidden**2)[:, :-1]
        below, above = below - lr * inputs.T @ (error @ above[:-1].T * slope), above - lr * hidden.T @ error
    return below[:-1], below[-1], above[:-1], above[-1]


def with_one(x):
    """The samples with a 1 at the end, which the bias multiplies."""
    return np.hstack([x, np.ones((len(x), 1))])


def start(rng, D, H, spread=1.0):
    """Weights of the size that keeps a signal's, times `spread` in the first layer, and biases."""
    return {
        "W1": spread * rng.standard_normal((D, H)) / np.sqrt(D),
        "b1": 0.1 * rng.standard_normal(H),
        "W2": rng.standard_normal((H, 1)) / np.sqrt(H),
        "b2": 0.1 * rng.standard_normal(1),
    }


def epochs(rng, N, K, B):
    """K batches of B samples: as many shuffled passes over all of them as it takes."""
    passes = [rng.permutation(N) for _ in range(-(-K * B // N))]
    return np.concatenate(passes)[: K * B].reshape(K, B)


def cases(rng):
    """Sizes (N, D, H) and (K, B); no step, one, several, and more than there are batches."""

    def case(name, sizes, batches, steps, lr=0.5, hidden=False):
        N, D, H = sizes
        args = start(rng, D, H) | {
            "x": rng.standard_normal((N, D)),
            "t": rng.permutation(np.arange(N) % 2).astype(float),
        }
        return Case(name, args | {"order": epochs(rng, N, *batches), "steps": steps, "lr": lr}, hidden)

    return [
        case("tiny", (7, 2, 3), (6, 5), 1),
        case("three steps", (11, 4, 5), (6, 3), 3),
        case("a second epoch", (10, 5, 4), (2, 3), 3),
        case("no step", (5, 3, 2), (1, 4), 0),
        case("two samples a batch", (6, 3, 4), (5, 2), 2),
        case("all samples in a batch", (9, 5, 3), (2, 9), 2),
        case("large rate", (8, 3, 6), (4, 5), 3, lr=20.0),
        case("hidden four steps", (13, 6, 5), (7, 4), 4, hidden=True),
    ]


def goal(rng):
    """Forty times through the digits, in an order drawn once; an odd one is a 1, an even one a 0."""
    digits = digits_to_train()
    x, t = digits.images.reshape(len(digits.labels), -1), (digits.labels % 2).astype(float)
    K = len(t) // BATCH
    args = start(rng, x.shape[1], HIDDEN, 3.0) | {"x": x, "t": t, "order": epochs(rng, len(t), K, BATCH)}
    return Case("digits", args | {"steps": EPOCHS * K, "lr": RATE})


def score(_args, outputs):
    """The share of the digits held out of which y says, by ½, whether they are odd."""
    digits = digits_held_out()
    h = smooth.sigmoid(digits.images.reshape(len(digits.labels), -1) @ outputs["W1"] + outputs["b1"])
    z = h @ outputs["W2"] + outputs["b2"]
    return np.mean((z[:, 0] > 0) == digits.labels % 2)
