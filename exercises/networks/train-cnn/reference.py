"""Where training a small convolutional network must lead, and the digits on which it is tried.

What the filters see is copied into one matrix an image here, once for each of the four places in a block, so that
pooling is a maximum over the first axis: nothing is shared with `solution.py` but the mathematics.
"""

import numpy as np

from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

FILTERS = 12
BATCH = 16
EPOCHS = 12
RATE = 0.3
PLACES = 4


def forward(wc, bc, w, b, x, t, order, steps, lr):
    """The parameters after `steps` steps."""
    kernels = wc.reshape(len(bc), -1)
    for k in range(steps):
        batch = order[k % len(order)]
        seen = windows(x[batch])
        z = kernels @ seen + bc[:, None]
        largest = z.max(axis=0)
        flat = np.maximum(largest, 0).reshape(len(batch), -1)
        error = (softmax(flat @ w + b) - np.eye(len(b))[t[batch]]) / len(batch)
        winner = np.arange(PLACES)[:, None, None, None] == z.argmax(axis=0)
        dz = winner * (largest > 0) * (error @ w.T).reshape(largest.shape)
        kernels = kernels - lr * (dz @ seen.swapaxes(2, 3)).sum(axis=(0, 1))
        bc = bc - lr * dz.sum(axis=(0, 1, 3))
        w, b = w - lr * flat.T @ error, b - lr * error.sum(axis=0)
    return kernels.reshape(wc.shape), bc, w, b


def windows(images):
    """(4, N, 9 C, blocks): for each place in a block the nine neighbours of the pixel there, zeros outside."""
    N, C, H, W = images.shape
    padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)))
    rows, columns = H // 2 * 2, W // 2 * 2
    shifted = np.stack([padded[..., i : i + rows, j : j + columns] for i, j in np.ndindex(3, 3)], axis=2)
    places = [shifted[..., i::2, j::2] for i, j in np.ndindex(2, 2)]
    return np.stack(places).reshape(PLACES, N, 9 * C, -1)


def softmax(z):
    """Row by row, with the largest exponent 0."""
    weights = np.exp(z - z.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def start(rng, C, F, M, K):
    """Weights of the size that keeps a signal's, and small biases."""
    return {
        "wc": rng.standard_normal((F, C, 3, 3)) * np.sqrt(2 / (9 * C)),
        "bc": 0.05 * rng.standard_normal(F),
        "w": rng.standard_normal((M, K)) / np.sqrt(M),
        "b": 0.1 * rng.standard_normal(K),
    }


def epochs(rng, N, S, B):
    """S batches of B images: as many shuffled passes over all of them as it takes."""
    passes = [rng.permutation(N) for _ in range(-(-S * B // N))]
    return np.concatenate(passes)[: S * B].reshape(S, B)


def cases(rng):
    """Sizes (N, C, H, W), F, K and (S, B); no step, one, several, and more than there are batches."""

    def case(name, image, layers, batches, steps, lr=0.03, hidden=False):
        (N, C, H, W), (F, K) = image, layers
        args = start(rng, C, F, F * (H // 2) * (W // 2), K)
        args |= {"x": rng.standard_normal(image), "t": rng.integers(0, K, N)}
        return Case(name, args | {"order": epochs(rng, N, *batches), "steps": steps, "lr": lr}, hidden)

    def blank(name, image, layers, batches, steps):
        """The lower rows are blank, as in handwriting, and the filters fire there: blocks of four equal pixels."""
        drawn = case(name, image, layers, batches, steps)
        drawn.args["x"][:, :, 3:, :] = 0.0
        drawn.args["bc"] = np.abs(drawn.args["bc"]) + 0.5
        return drawn

    def thousands(name, image, layers, batches, steps):
        """Logits that exp cannot bear."""
        drawn = case(name, image, layers, batches, steps)
        drawn.args["b"] = drawn.args["b"] + 1000.0
        return drawn

    def repeated(name, image, layers, batches, steps):
        """A batch drawn with replacement: the same image several times counts as often."""
        drawn = case(name, image, layers, batches, steps)
        drawn.args["order"] = np.sort(drawn.args["order"] // 2, axis=1)
        return drawn

    return [
        case("tiny", (7, 1, 2, 3), (2, 4), (6, 5), 1, lr=0.5),
        case("three steps", (7, 2, 4, 5), (3, 6), (5, 4), 3, lr=0.1),
        case("a second epoch", (6, 1, 4, 5), (2, 3), (4, 3), 7, lr=0.1),
        case("no step", (5, 1, 4, 2), (3, 4), (2, 6), 0),
        case("one image a batch", (6, 3, 5, 4), (2, 7), (4, 1), 2),
        blank("blank images", (5, 1, 8, 6), (3, 4), (4, 2), 3),
        repeated("images that come twice", (8, 2, 4, 6), (5, 3), (3, 7), 2),
        thousands("logits of 1000", (6, 1, 5, 4), (3, 7), (2, 5), 2),
        case("hidden four steps", (9, 2, 7, 6), (4, 5), (6, 3), 4, hidden=True),
    ]


def goal(rng):
    """Twelve times through the digits, in an order drawn once."""
    digits = digits_to_train()
    x, t = digits.images[:, None], digits.labels
    H, W = x.shape[2:]
    S = len(t) // BATCH
    args = start(rng, 1, FILTERS, FILTERS * (H // 2) * (W // 2), 10)
    args |= {"x": x, "t": t, "order": epochs(rng, len(t), S, BATCH)}
    return Case("digits", args | {"steps": EPOCHS * S, "lr": RATE})


def score(_args, outputs):
    """The share of the digits held out whose largest logit is that of the right class."""
    digits = digits_held_out()
    z = outputs["wc"].reshape(len(outputs["bc"]), -1) @ windows(digits.images[:, None]) + outputs["bc"][:, None]
    flat = np.maximum(z.max(axis=0), 0).reshape(len(digits.labels), -1)
    return np.mean((flat @ outputs["w"] + outputs["b"]).argmax(axis=1) == digits.labels)
