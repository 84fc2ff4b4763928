"""Where one round of a GAN must lead, and the networks and samples on which it is tried.

A step subtracts lr times the derivative of a loss, and that is read off complex steps, one for each entry: nothing of
backpropagation is in here.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case

STEP = 1e-30


def forward(Dw1, Db1, Dw2, Db2, Gw1, Gb1, Gw2, Gb2, x, z, lr):
    """The parameters after D's step and then G's."""
    D, G = [Dw1, Db1, Dw2, Db2], [Gw1, Gb1, Gw2, Gb2]
    made = network(G, z[0])
    D = stepped(D, lr, lambda d: called(network(d, x), 1) + called(network(d, made), 0))
    G = stepped(G, lr, lambda g: called(network(D, network(g, z[1])), 1))
    return (*D, *G)


def network(params, inputs):
    """Two layers with a tanh between them, for every member of a stack of parameters."""
    w1, b1, w2, b2 = params
    return np.tanh(inputs @ w1 + b1[..., None, :]) @ w2 + b2[..., None, :]


def called(logits, label):
    """The mean cross-entropy of these logits with one label for all."""
    return smooth.softplus(-logits if label else logits).mean((-2, -1))


def stepped(params, lr, loss):
    """Each parameter minus lr times the derivative of the loss by it, all taken at the same point."""
    moved = []
    for i, w in enumerate(params):
        copies = w + 1j * STEP * np.eye(w.size).reshape(w.size, *w.shape)
        stacked = [copies if j == i else other for j, other in enumerate(params)]
        moved.append(w - lr * loss(stacked).imag.reshape(w.shape) / STEP)
    return moved


def cases(rng):
    """Sizes N, M, K, H, P, Q; one sample of each kind and several, samples of one number and of more."""

    def case(name, sizes, lr=0.5, hidden=False):
        N, M, K, H, P, Q = sizes
        shapes = {"Dw1": (P, Q), "Db1": (Q,), "Dw2": (Q, 1), "Db2": (1,)}
        shapes |= {"Gw1": (K, H), "Gb1": (H,), "Gw2": (H, P), "Gb2": (P,)}
        args = {key: rng.standard_normal(shape) / np.sqrt(shape[0]) for key, shape in shapes.items()}
        args |= {"x": 1.0 + rng.standard_normal((N, P)), "z": rng.standard_normal((2, M, K)), "lr": lr}
        return Case(name, args, hidden)

    return [
        case("tiny", (3, 4, 1, 6, 2, 7)),
        case("one sample of each kind", (1, 1, 3, 4, 2, 5)),
        case("one real sample", (1, 6, 2, 4, 3, 5)),
        case("one generated sample", (8, 1, 3, 4, 2, 5)),
        case("samples of one number", (5, 4, 2, 6, 1, 3)),
        case("one hidden unit each", (4, 5, 3, 1, 2, 1)),
        case("a small rate", (7, 3, 2, 5, 6, 8), lr=0.01),
        case("hidden", (9, 7, 3, 4, 2, 5), lr=1.0, hidden=True),
        case("hidden more noise than samples", (4, 3, 6, 5, 1, 7), hidden=True),
    ]
