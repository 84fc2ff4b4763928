"""Where training on top of a pre-trained layer must lead, and the digits on which it is tried.

Each layer is one matrix here, its bias the last row, and a frozen layer is one whose rate is 0. The pre-trained layer
is made here, too, once a process: on the odd digits and 8, under a light that changes from image to image.
"""

from functools import cache

import numpy as np

from exercises.catalog import Case
from exercises.datasets import digits_held_out, digits_to_train

SOURCE, TARGET = (1, 3, 5, 7, 8, 9), (0, 2, 4, 6)
EACH = 5
"""Labelled images of each class of the target: 20 in all."""
UNITS = 64
LIGHT = 0.8
LIGHTS = 3
"""Every digit held out is looked at in as many lights."""
STEPS = 200
RATE = 0.5


def forward(W1, b1, W2, b2, x, t, order, frozen, base_lr, decay, steps, lr):
    """The parameters after `steps` steps."""
    base, head = np.vstack([W1, b1]), np.vstack([W2, b2])
    for k in range(steps):
        batch = order[k % len(order)]
        into_base, into_head = gradients(base, head, x[batch], np.eye(len(b2))[t[batch]])
        base = base - (0.0 if frozen else base_lr) * (into_base + decay * weights(base))
        head = head - lr * (into_head + decay * weights(head))
    return base[:-1], base[-1], head[:-1], head[-1]


def gradients(base, head, x, onehot):
    """Those of the mean cross-entropy, by base and head."""
    ones = np.ones((len(x), 1))
    inputs = np.hstack([x, ones])
    features = np.hstack([np.tanh(inputs @ base), ones])
    z = features @ head
    p = np.exp(z - z.max(axis=1, keepdims=True))
    error = (p / p.sum(axis=1, keepdims=True) - onehot) / len(x)
    return inputs.T @ (error @ head[:-1].T * (1 - features[:, :-1] ** 2)), features.T @ error


def weights(layer):
    """The layer with a bias of 0, which does not decay."""
    return np.vstack([layer[:-1], 0 * layer[-1:]])


@cache
def pretrained():
    """The first layer of a network that tells the digits of SOURCE apart: always the same."""
    rng = np.random.default_rng(0)
    images, t = of_classes(digits_to_train(), SOURCE)
    base = np.vstack([rng.standard_normal((64, UNITS)) / 8, np.zeros(UNITS)])
    head = np.vstack([rng.standard_normal((UNITS, len(SOURCE))) / np.sqrt(UNITS), np.zeros(len(SOURCE))])
    momentum = [0 * base, 0 * head]
    for _ in range(500):
        batch = rng.integers(0, len(t), 64)
        slopes = gradients(base, head, lit(images[batch], rng), np.eye(len(SOURCE))[t[batch]])
        momentum = [0.9 * m + slope for m, slope in zip(momentum, slopes, strict=True)]
        base, head = base - 0.03 * momentum[0], head - 0.03 * momentum[1]
    return base


def of_classes(digits, classes):
    """The images of these classes, a row each, and which of them each is."""
    wanted = np.isin(digits.labels, classes)
    return digits.images[wanted].reshape(-1, 64), np.searchsorted(classes, digits.labels[wanted])


def lit(images, rng):
    """Under uneven light, another one for each image: the six slowest cosine waves over the square, in any strength."""
    along = np.cos(np.pi * np.outer(np.arange(3), np.arange(8) + 0.5) / 8)
    waves = [np.outer(along[u], along[v]).ravel() for u in range(3) for v in range(3 - u)]
    return images + LIGHT * rng.standard_normal((len(images), len(waves))) @ np.array(waves)


def cases(rng):
    """Sizes (N, D, H, C) and (K, B), frozen and not, with and without decay; some go through `order` again."""

    def case(name, sizes, batches, steps, frozen, decay=0.1, hidden=False):
        N, D, H, C = sizes
        args = {
            "W1": rng.standard_normal((D, H)) / np.sqrt(D), "b1": 0.1 * rng.standard_normal(H),
            "W2": rng.standard_normal((H, C)) / np.sqrt(H), "b2": 0.1 * rng.standard_normal(C),
            "x": rng.standard_normal((N, D)), "t": rng.integers(0, C, N), "order": epochs(rng, N, *batches),
            "frozen": frozen, "base_lr": 0.2, "decay": decay, "steps": steps, "lr": 0.5,
        }  # fmt: skip
        return Case(name, args, hidden)

    def thousands(name, sizes, batches, steps):
        """Logits that exp cannot bear."""
        drawn = case(name, sizes, batches, steps, frozen=True)
        drawn.args["W2"] *= 2000.0
        return drawn

    return [
        case("tiny", (7, 2, 4, 3), (3, 5), 1, frozen=False),
        case("frozen, one step", (6, 3, 5, 4), (2, 4), 1, frozen=True),
        case("frozen, three steps", (9, 4, 3, 2), (4, 2), 3, frozen=True),
        case("fine-tuned, three steps", (8, 5, 4, 3), (3, 6), 3, frozen=False),
        case("fine-tuned without decay", (5, 3, 2, 4), (6, 1), 3, frozen=False, decay=0.0),
        case("through the order again", (6, 4, 3, 5), (2, 3), 3, frozen=True),
        case("no step", (6, 2, 3, 5), (1, 4), 0, frozen=False),
        thousands("logits of 1000", (7, 4, 6, 3), (3, 5), 1),
        case("hidden four steps", (10, 6, 5, 4), (5, 3), 4, frozen=False, hidden=True),
        case("hidden frozen", (9, 3, 6, 2), (4, 4), 2, frozen=True, decay=0.3, hidden=True),
    ]


def epochs(rng, N, K, B):
    """K batches of B samples: as many shuffled passes over all of them as it takes."""
    passes = [rng.permutation(N) for _ in range(-(-K * B // N))]
    return np.concatenate(passes)[: K * B].reshape(K, B)


def goal(rng):
    """Twenty labelled images of the other digits, a base that has never seen one, a head of zeros."""
    images, classes = of_classes(digits_to_train(), TARGET)
    chosen = np.concatenate([rng.permutation(np.flatnonzero(classes == c))[:EACH] for c in range(len(TARGET))])
    base = pretrained()
    args = {
        "W1": base[:-1].copy(), "b1": base[-1].copy(),
        "W2": np.zeros((UNITS, len(TARGET))), "b2": np.zeros(len(TARGET)),
        "x": lit(images[chosen], rng), "t": classes[chosen], "order": epochs(rng, len(chosen), 2, 10),
        "frozen": True, "base_lr": 0.0, "decay": 1e-3, "steps": STEPS, "lr": RATE,
    }  # fmt: skip
    return Case("four digits that the base has not seen", args)


def score(args, outputs):
    """The share of the target's digits held out that are told, in LIGHTS lights; 0 where the base has changed."""
    if not all(np.array_equal(args[name], outputs[name]) for name in ("W1", "b1")):
        return 0.0
    images, classes = of_classes(digits_held_out(), TARGET)
    x = lit(np.tile(images, (LIGHTS, 1)), np.random.default_rng(1))
    z = np.tanh(x @ outputs["W1"] + outputs["b1"]) @ outputs["W2"] + outputs["b2"]
    return np.mean(z.argmax(axis=1) == np.tile(classes, LIGHTS))
