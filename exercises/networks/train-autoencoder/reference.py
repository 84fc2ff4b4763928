"""Where training an autoencoder with momentum must lead, and the digits on which it is tried.

Each layer is one matrix here, its bias the last row, and a step is said with the last two points instead of a velocity:
p + momentum (p - the one before) - lr gradient. Nothing is shared with `solution.py` but the mathematics.
"""

import numpy as np

from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

HIDDEN = 32
CODE = 3
BATCH = 32
EPOCHS = 50
RATE = 0.35
MOMENTUM = 0.9
BENT = (True, False, True, False)
"""Behind which of the four layers there is a tanh."""


def forward(W1, b1, W2, b2, W3, b3, W4, b4, x, order, steps, lr, momentum):
    """The parameters after `steps` steps."""
    layers = [np.vstack(pair) for pair in ((W1, b1), (W2, b2), (W3, b3), (W4, b4))]
    before = layers
    for k in range(steps):
        slopes = gradients(layers, x[order[k % len(order)]])
        moved = [p + momentum * (p - q) - lr * dp for p, q, dp in zip(layers, before, slopes, strict=True)]
        layers, before = moved, layers
    return tuple(part for p in layers for part in (p[:-1], p[-1]))


def through(layers, x):
    """What goes into each layer, a 1 for the bias beside it, and at the end what comes out of the last."""
    seen = []
    for layer, bent in zip(layers, BENT, strict=True):
        seen.append(np.hstack([x, np.ones((len(x), 1))]))
        x = seen[-1] @ layer
        x = np.tanh(x) if bent else x
    return [*seen, x]


def gradients(layers, x):
    """Of the mean squared error, by the layers' matrices."""
    *seen, y = through(layers, x)
    back = 2 * (y - x) / y.size
    found = []
    for i in (3, 2, 1, 0):
        if BENT[i]:
            back = back * (1 - seen[i + 1][:, :-1] ** 2)
        found.insert(0, seen[i].T @ back)
        back = back @ layers[i][:-1].T
    return found


def start(rng, D, H, K):
    """Weights of the size that keeps a signal's, and small biases."""
    args = {}
    for i, (rows, columns) in enumerate([(D, H), (H, K), (K, H), (H, D)], start=1):
        args[f"W{i}"] = rng.standard_normal((rows, columns)) / np.sqrt(rows)
        args[f"b{i}"] = 0.1 * rng.standard_normal(columns)
    return args


def epochs(rng, N, S, B):
    """S batches of B samples: as many shuffled passes over all of them as it takes."""
    passes = [rng.permutation(N) for _ in range(-(-S * B // N))]
    return np.concatenate(passes)[: S * B].reshape(S, B)


def cases(rng):
    """Sizes (N, D, H, K) and (S, B); no step, one, several, and more than there are batches."""

    def case(name, sizes, batches, steps, lr=0.5, momentum=0.8, hidden=False):
        N, D, H, K = sizes
        args = start(rng, D, H, K) | {"x": rng.standard_normal((N, D)), "order": epochs(rng, N, *batches)}
        return Case(name, args | {"steps": steps, "lr": lr, "momentum": momentum}, hidden)

    def repeated(name, sizes, batches, steps):
        """A batch drawn with replacement: the same sample several times counts as often."""
        drawn = case(name, sizes, batches, steps)
        drawn.args["order"] = np.sort(drawn.args["order"] // 2, axis=1)
        return drawn

    return [
        case("tiny", (7, 3, 2, 1), (6, 5), 1),
        case("three steps", (9, 4, 3, 2), (6, 5), 3),
        case("a second epoch", (8, 4, 3, 2), (4, 6), 7),
        case("no step", (5, 3, 4, 2), (1, 6), 0),
        case("one sample a batch", (6, 4, 3, 2), (5, 1), 2, lr=0.2),
        case("no momentum", (8, 5, 4, 3), (4, 6), 3, momentum=0.0),
        case("much momentum", (11, 4, 5, 2), (6, 3), 3, lr=0.1, momentum=0.99),
        repeated("samples that come twice", (10, 4, 3, 2), (3, 8), 2),
        case("hidden four steps", (13, 6, 5, 3), (7, 4), 4, hidden=True),
    ]


def goal(rng):
    """Fifty times through the digits, in an order drawn once."""
    x = pixels(digits_to_train())
    S = len(x) // BATCH
    args = start(rng, x.shape[1], HIDDEN, CODE) | {"x": x, "order": epochs(rng, len(x), S, BATCH)}
    return Case("digits", args | {"steps": EPOCHS * S, "lr": RATE, "momentum": MOMENTUM})


def score(_args, outputs):
    """1 minus the reconstruction error on the digits held out over that of the mean image of the others."""
    x = pixels(digits_held_out())
    layers = [np.vstack([outputs[f"W{i}"], outputs[f"b{i}"]]) for i in (1, 2, 3, 4)]
    missed = through(layers, x)[-1] - x
    return 1 - np.mean(missed**2) / np.mean((pixels(digits_to_train()).mean(axis=0) - x) ** 2)


def pixels(digits):
    """An image a row."""
    return digits.images.reshape(len(digits.images), -1)
