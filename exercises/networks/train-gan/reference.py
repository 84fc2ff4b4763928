"""What some rounds of training a GAN must give, and where its generator has to go.

A step subtracts lr times the derivative of a loss, and that is read off complex steps, one for each entry: nothing of
backpropagation is in here. The goal is coarse on purpose: sound GANs wander, so only the mean of what is made counts.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case

STEP = 1e-30
CENTRE = 3.0
"""The mean of the real samples in the goal; the generator begins around 0."""


def forward(Dw1, Db1, Dw2, Db2, Gw1, Gb1, Gw2, Gb2, x, order, noise, steps, lr):
    """The parameters after these rounds."""
    D, G = [Dw1, Db1, Dw2, Db2], [Gw1, Gb1, Gw2, Gb2]
    for k in range(steps):
        real, made = x[order[k]], network(G, noise[k, 0])
        D = stepped(D, lr, lambda d, x=real, f=made: called(network(d, x), 1) + called(network(d, f), 0))
        G = stepped(G, lr, lambda g, d=D, z=noise[k, 1]: called(network(d, network(g, z)), 1))
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


def start(rng, K, H, P, Q):
    """A generator of noise about as wide as 1 around 0, and a discriminator with an opinion of its own."""
    return {
        "Dw1": rng.standard_normal((P, Q)) / np.sqrt(P),
        "Db1": rng.standard_normal(Q),
        "Dw2": 0.5 * rng.standard_normal((Q, 1)) / np.sqrt(Q),
        "Db2": np.zeros(1),
        "Gw1": rng.standard_normal((K, H)) / np.sqrt(K),
        "Gb1": np.zeros(H),
        "Gw2": 0.5 * rng.standard_normal((H, P)) / np.sqrt(H),
        "Gb2": np.zeros(P),
    }


def cases(rng):
    """Sizes N, S, B, K, H, P, Q; one round and three, a D of strong opinions, fewer rounds than there are rows."""

    def case(name, sizes, steps, lr=0.5, sure=2.0, hidden=False):
        N, S, B, K, H, P, Q = sizes
        args = start(rng, K, H, P, Q)
        args |= {bias: 0.5 * rng.standard_normal(args[bias].shape) for bias in ("Db2", "Gb1", "Gb2")}
        args["Dw2"] = sure * args["Dw2"]
        args |= {"x": rng.standard_normal((N, P)) + 1.0, "order": np.stack([rng.permutation(N)[:B] for _ in range(S)])}
        args |= {"noise": rng.standard_normal((S, 2, B, K)), "steps": steps, "lr": lr}
        return Case(name, args, hidden)

    return [
        case("tiny", (7, 4, 3, 1, 5, 2, 6), 1),
        case("no round", (6, 5, 4, 2, 3, 1, 7), 0),
        case("three rounds", (17, 6, 5, 3, 4, 2, 7), 3),
        case("batches of one", (6, 5, 1, 3, 2, 4, 7), 3),
        case("samples of one number", (20, 4, 6, 2, 5, 1, 3), 3),
        case("one hidden unit in G", (9, 5, 4, 3, 1, 2, 6), 2),
        case("a small rate", (13, 6, 4, 2, 5, 3, 7), 3, lr=0.01),
        case("a sure D", (22, 6, 7, 4, 3, 2, 5), 3, sure=6.0),
        case("hidden", (16, 6, 5, 3, 7, 2, 4), 3, lr=0.2, hidden=True),
        case("hidden one round", (5, 8, 4, 6, 2, 3, 7), 1, hidden=True),
    ]


def goal(rng):
    """A thousand rounds on samples of a bell curve, 32 of 256 at a time."""
    N, S, B, K = 256, 1000, 32, 2
    epochs = [rng.permutation(N).reshape(-1, B) for _ in range(S * B // N)]
    args = start(rng, K, 8, 1, 8)
    args |= {"x": CENTRE + 0.5 * rng.standard_normal((N, 1)), "order": np.concatenate(epochs)}
    args |= {"noise": rng.standard_normal((S, 2, B, K)), "steps": S, "lr": 0.1}
    return Case("training", args)


def score(args, outputs):
    """1 where the mean of generated samples is that of the real ones, 0 where it is as far off as 0 is."""
    z = np.random.default_rng(1).standard_normal((1000, args["noise"].shape[-1]))
    made = network([outputs[name] for name in ("Gw1", "Gb1", "Gw2", "Gb2")], z).mean()
    return 1 - abs(made - CENTRE) / CENTRE
