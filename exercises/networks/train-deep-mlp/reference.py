"""Where training with momentum must lead, and the digits on which it is tried.

There is no velocity here: with a constant rate a step with momentum is the plain step plus beta times the way that the
step before has gone. Each layer is one matrix, its bias the last row.
"""

from itertools import pairwise

import numpy as np

from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

HIDDEN = (40, 24)
BATCH = 32
EPOCHS = 12
RATE = 0.01
BETA = 0.9


def forward(W0, b0, W1, b1, W2, b2, x, t, order, steps, lr, beta):
    """The parameters after `steps` steps."""
    layers = [np.vstack(pair) for pair in ((W0, b0), (W1, b1), (W2, b2))]
    before = layers
    for k in range(steps):
        batch = order[k % len(order)]
        slopes = downhill(layers, x[batch], np.eye(len(b2))[t[batch]])
        moved = [w - lr * slope + beta * (w - old) for w, old, slope in zip(layers, before, slopes, strict=True)]
        before, layers = layers, moved
    return tuple(part for w in layers for part in (w[:-1], w[-1]))


def downhill(layers, x, onehot):
    """The gradients of the mean cross-entropy by every layer's matrix."""
    inputs = [with_one(x)]
    for w in layers[:-1]:
        inputs.append(with_one(np.maximum(inputs[-1] @ w, 0)))
    errors = [(softmax(inputs[-1] @ layers[-1]) - onehot) / len(x)]
    for w, given in zip(layers[:0:-1], inputs[:0:-1], strict=True):
        errors.insert(0, np.where(given[:, :-1] > 0, errors[0] @ w[:-1].T, 0))
    return [given.T @ error for given, error in zip(inputs, errors, strict=True)]


def with_one(x):
    """The samples with a 1 at the end, which the bias multiplies."""
    return np.hstack([x, np.ones((len(x), 1))])


def softmax(z):
    """Row by row, with the largest exponent 0."""
    weights = np.exp(z - z.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def start(rng, *sizes):
    """He's weights, and biases."""
    args = {}
    for layer, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        args[f"W{layer}"] = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
        args[f"b{layer}"] = 0.1 * rng.standard_normal(fan_out)
    return args


def epochs(rng, N, K, B):
    """K batches of B samples: as many shuffled passes over all of them as it takes."""
    passes = [rng.permutation(N) for _ in range(-(-K * B // N))]
    return np.concatenate(passes)[: K * B].reshape(K, B)


def cases(rng):
    """Sizes (N, D, H, M, C) and (K, B); no step, one, several, and more than there are batches."""

    def case(name, sizes, batches, steps, lr=0.1, beta=0.9, hidden=False):
        N, *widths = sizes
        args = start(rng, *widths) | {"x": rng.standard_normal((N, widths[0])), "t": rng.integers(0, widths[-1], N)}
        args |= {"order": epochs(rng, N, *batches), "steps": steps, "lr": lr, "beta": beta}
        return Case(name, args, hidden)

    def thousands(name, sizes, batches, steps):
        """Logits that exp cannot bear."""
        drawn = case(name, sizes, batches, steps)
        drawn.args["W2"] *= 2000.0
        return drawn

    return [
        case("tiny", (7, 2, 4, 3, 5), (4, 6), 1),
        case("three steps", (11, 4, 5, 6, 3), (7, 2), 3),
        case("a second epoch", (8, 3, 6, 4, 5), (2, 7), 3, beta=0.5),
        case("no step", (5, 3, 2, 6, 4), (1, 7), 0),
        case("one sample a batch", (6, 3, 7, 4, 2), (5, 1), 2),
        case("no momentum", (9, 5, 3, 6, 4), (2, 8), 3, beta=0.0),
        case("a velocity that never fades", (8, 3, 7, 5, 4), (4, 6), 3, beta=1.0),
        thousands("logits of 1000", (7, 4, 6, 5, 3), (2, 8), 1),
        case("hidden five steps", (13, 6, 5, 7, 4), (8, 3), 5, hidden=True),
    ]


def goal(rng):
    """Twelve times through the digits, in an order drawn once."""
    digits = digits_to_train()
    x, t = digits.images.reshape(len(digits.labels), -1), digits.labels
    K = len(t) // BATCH
    args = start(rng, x.shape[1], *HIDDEN, 10) | {"x": x, "t": t, "order": epochs(rng, len(t), K, BATCH)}
    return Case("digits", args | {"steps": EPOCHS * K, "lr": RATE, "beta": BETA})


def score(_args, outputs):
    """The share of the digits held out whose largest logit is that of the right class."""
    digits = digits_held_out()
    h = digits.images.reshape(len(digits.labels), -1)
    for layer in range(3):
        z = h @ outputs[f"W{layer}"] + outputs[f"b{layer}"]
        h = np.maximum(z, 0)
    return np.mean(z.argmax(axis=1) == digits.labels)
