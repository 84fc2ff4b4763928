"""Where training with dropout must lead, and the digits on which it is tried.

Each layer is one matrix here, its bias the last row; units are selected by the masks where `solution.py` multiplies,
and the error of the logits is softmax minus a row of the unit matrix.
"""

import numpy as np

from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

SAMPLES, BATCH, EPOCHS = 200, 25, 50
SIZES = (64, 96, 64, 10)
KEEP = 0.4
RATE = 0.2
WRONG = 0.2
"""The share of labels that are wrong, of those trained on and of those held out."""


def forward(W1, b1, W2, b2, W3, b3, x, t, order, mask1, mask2, keep, x_new, steps, lr):
    """The parameters after `steps` steps, and what the network then says of `x_new`."""
    layers = [np.vstack(layer) for layer in ((W1, b1), (W2, b2), (W3, b3))]
    for k in range(steps):
        batch, kept = order[k], (mask1[k], mask2[k])
        seen, z = through(layers, x[batch], kept, keep)
        error = (softmax(z) - np.eye(len(b3))[t[batch]]) / len(batch)
        slopes = []
        for i in (2, 1, 0):
            slopes.insert(0, seen[i].T @ error)
            if i:
                on = kept[i - 1] & (seen[i][:, :-1] > 0)
                error = np.where(on, error @ layers[i][:-1].T / keep, 0.0)
        layers = [layer - lr * slope for layer, slope in zip(layers, slopes, strict=True)]
    _, z = through(layers, x_new, (True, True), 1.0)
    return *(part for layer in layers for part in (layer[:-1], layer[-1])), z


def through(layers, x, kept, keep):
    """What each layer sees, with a column of ones for its bias, and the logits."""
    seen = [with_ones(x)]
    for layer, mask in zip(layers[:-1], kept, strict=True):
        seen.append(with_ones(np.where(mask, np.maximum(seen[-1] @ layer, 0) / keep, 0.0)))
    return seen, seen[-1] @ layers[-1]


def with_ones(values):
    """One more column."""
    return np.hstack([values, np.ones((len(values), 1))])


def softmax(z):
    """Row by row, with the largest exponent 0."""
    weights = np.exp(z - z.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def start(rng, sizes, bias):
    """Weights of the size that keeps a signal's through a ReLU."""
    D, H, M, C = sizes
    return {
        "W1": np.sqrt(2 / D) * rng.standard_normal((D, H)), "b1": bias * rng.standard_normal(H),
        "W2": np.sqrt(2 / H) * rng.standard_normal((H, M)), "b2": bias * rng.standard_normal(M),
        "W3": np.sqrt(2 / M) * rng.standard_normal((M, C)), "b3": bias * rng.standard_normal(C),
    }  # fmt: skip


def drawn(rng, N, batches, widths, keep):
    """K batches of B samples, as many shuffled passes as it takes, and fresh masks for each of them."""
    K, B = batches
    passes = [rng.permutation(N) for _ in range(-(-K * B // N))]
    order = np.concatenate(passes)[: K * B].reshape(K, B)
    mask1, mask2 = (rng.random((K, B, width)) < keep for width in widths)
    return {"order": order, "mask1": mask1, "mask2": mask2, "keep": keep}


def cases(rng):
    """Sizes (N, D, H, M, C) and (K, B), and how many new samples; biases that are not 0, lest a unit receives 0."""

    def case(name, sizes, batches, steps, keep=0.6, new=2, hidden=False):
        N, D, H, M, C = sizes
        args = start(rng, (D, H, M, C), 0.3) | {"x": rng.standard_normal((N, D)), "t": rng.integers(0, C, N)}
        args |= drawn(rng, N, batches, (H, M), keep)
        return Case(name, args | {"x_new": rng.standard_normal((new, D)), "steps": steps, "lr": 0.3}, hidden)

    def thousands(name, sizes, batches, steps):
        """Logits that exp cannot bear."""
        large = case(name, sizes, batches, steps)
        large.args["W3"] *= 2000.0
        return large

    return [
        case("tiny", (7, 2, 4, 5, 3), (2, 6), 1),
        case("three steps", (9, 4, 6, 3, 5), (4, 5), 3, new=7),
        case("no step", (5, 3, 4, 6, 2), (1, 4), 0, new=3),
        case("one sample a batch", (6, 3, 7, 5, 4), (4, 1), 2),
        case("few are kept", (8, 5, 6, 4, 3), (3, 7), 3, keep=0.25, new=4),
        case("nothing dropped", (6, 2, 5, 3, 4), (3, 4), 2, keep=1.0, new=5),
        thousands("logits of 1000", (7, 4, 6, 5, 3), (3, 5), 1),
        case("hidden four steps", (11, 5, 4, 6, 3), (5, 8), 4, keep=0.7, new=3, hidden=True),
    ]


def goal(rng):
    """Two hundred digits with wrong labels among them, many times over."""
    digits = digits_to_train()
    chosen = rng.permutation(len(digits.labels))[:SAMPLES]
    args = start(rng, SIZES, 0.0)
    args |= {"x": digits.images[chosen].reshape(SAMPLES, -1), "t": mislabelled(digits.labels[chosen], rng)}
    steps = EPOCHS * SAMPLES // BATCH
    args |= drawn(rng, SAMPLES, (steps, BATCH), SIZES[1:3], KEEP)
    held = digits_held_out().images
    return Case("digits", args | {"x_new": held.reshape(len(held), -1), "steps": steps, "lr": RATE})


def mislabelled(labels, rng):
    """A share of them moved to another digit."""
    count = round(WRONG * len(labels))
    moves = rng.permutation(np.arange(len(labels)) < count) * rng.integers(1, 10, len(labels))
    return (labels + moves) % 10


def score(_args, outputs):
    """The geometric mean of the probabilities given to the labels held out, as many of them wrong as in training."""
    labels = mislabelled(digits_held_out().labels, np.random.default_rng(1))
    z = outputs["z"]
    logp = z - z.max(axis=1, keepdims=True)
    logp = logp - np.log(np.exp(logp).sum(axis=1, keepdims=True))
    return np.exp(logp[np.arange(len(labels)), labels].mean())
