"""Where mini-batch training must lead, and the digits on which it is tried.

Each layer is one matrix here, its bias the last row, and the error of the logits is written as softmax minus a row of
the unit matrix: nothing is shared with `solution.py` but the mathematics.
"""

import numpy as np

from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

HIDDEN = 32
BATCH = 32
EPOCHS = 30
RATE = 0.1


def forward(W1, b1, W2, b2, x, t, order, steps, lr):
    """The parameters after `steps` steps."""
    below, above = np.vstack([W1, b1]), np.vstack([W2, b2])
    for k in range(steps):
        batch = order[k % len(order)]
        ones = np.ones((len(batch), 1))
        inputs = np.hstack([x[batch], ones])
        hidden = np.hstack([np.tanh(inputs @ below), ones])
        error = (softmax(hidden @ above) - np.eye(len(b2))[t[batch]]) / len(batch)
        slope = 1 - hidden[:, :-1] ** 2
        below, above = below - lr * inputs.T @ (error @ above[:-1].T * slope), above - lr * hidden.T @ error
    return below[:-1], below[-1], above[:-1], above[-1]


def softmax(z):
    """Row by row, with the largest exponent 0."""
    weights = np.exp(z - z.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def start(rng, D, H, C):
    """Weights of the size that keeps a signal's, and biases."""
    return {
        "W1": rng.standard_normal((D, H)) / np.sqrt(D),
        "b1": 0.1 * rng.standard_normal(H),
        "W2": rng.standard_normal((H, C)) / np.sqrt(H),
        "b2": 0.1 * rng.standard_normal(C),
    }


def epochs(rng, N, K, B):
    """K batches of B samples: as many shuffled passes over all of them as it takes."""
    passes = [rng.permutation(N) for _ in range(-(-K * B // N))]
    return np.concatenate(passes)[: K * B].reshape(K, B)


def cases(rng):
    """Sizes (N, D, H, C) and (K, B); no step, one, several, and more than there are batches."""

    def case(name, sizes, batches, steps, lr=0.5, hidden=False):
        N, D, H, C = sizes
        args = start(rng, D, H, C) | {"x": rng.standard_normal((N, D)), "t": rng.integers(0, C, N)}
        return Case(name, args | {"order": epochs(rng, N, *batches), "steps": steps, "lr": lr}, hidden)

    def thousands(name, sizes, batches, steps):
        """Logits that exp cannot bear."""
        drawn = case(name, sizes, batches, steps)
        drawn.args["W2"] *= 2000.0
        return drawn

    def repeated(name, sizes, batches, steps):
        """A batch drawn with replacement: the same sample several times counts as often."""
        drawn = case(name, sizes, batches, steps)
        drawn.args["order"] = np.sort(drawn.args["order"] // 2, axis=1)
        return drawn

    return [
        case("tiny", (7, 2, 4, 3), (6, 5), 1),
        case("three steps", (11, 4, 5, 3), (6, 2), 3),
        case("a second epoch", (8, 3, 4, 5), (2, 4), 3),
        case("no step", (5, 3, 2, 4), (1, 6), 0),
        case("one sample a batch", (6, 3, 4, 2), (5, 1), 2),
        case("all samples in a batch", (9, 5, 3, 4), (2, 9), 2),
        case("large rate", (8, 3, 6, 4), (4, 5), 3, lr=4.0),
        repeated("samples that come twice", (10, 4, 3, 2), (3, 8), 2),
        thousands("logits of 1000", (7, 4, 6, 3), (3, 5), 1),
        case("hidden four steps", (13, 6, 5, 4), (7, 3), 4, hidden=True),
    ]


def goal(rng):
    """Thirty times through the digits, in an order drawn once."""
    digits = digits_to_train()
    x, t = digits.images.reshape(len(digits.labels), -1), digits.labels
    K = len(t) // BATCH
    args = start(rng, x.shape[1], HIDDEN, 10) | {"x": x, "t": t, "order": epochs(rng, len(t), K, BATCH)}
    return Case("digits", args | {"steps": EPOCHS * K, "lr": RATE})


def score(_args, outputs):
    """The share of the digits held out whose largest logit is that of the right class."""
    digits = digits_held_out()
    x = digits.images.reshape(len(digits.labels), -1)
    z = np.tanh(x @ outputs["W1"] + outputs["b1"]) @ outputs["W2"] + outputs["b2"]
    return np.mean(z.argmax(axis=1) == digits.labels)
