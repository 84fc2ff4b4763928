"""What the discriminator's loss of a GAN must be, and the networks and samples on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter of D.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(Dw1, Db1, Dw2, Db2, Gw1, Gb1, Gw2, Gb2, x, z):
    """loss = mean softplus(-D(x)) + mean softplus(D(G(z))), each mean over its own batch."""

    def logits(samples):
        return np.tanh(samples @ Dw1 + Db1[..., None, :]) @ Dw2 + Db2[..., None, :]

    made = np.tanh(z @ Gw1 + Gb1) @ Gw2 + Gb2
    return smooth.softplus(-logits(x)).mean((-2, -1)) + smooth.softplus(logits(made)).mean((-2, -1))


def cases(rng):
    """Sizes N, M, K, H, P, Q; a discriminator that knows nothing, is sure, is wrong, and logits beyond exp."""

    def case(name, sizes, hidden=False, **how):
        return Case(name, players(rng, sizes, **how), hidden)

    def blind(name, sizes):
        """The same logit for every sample: not 0, where the gradient of Db2 is a difference of two halves."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"Dw2": np.zeros((sizes[-1], 1)), "Db2": np.array([0.8])})

    def thousands(name, sizes):
        """No biases and samples ±x, so that of either kind some are right and some wrong by thousands.

        Of the real ones one half is wrong, of the generated ones never one half, or the gradient of Db2 would be 0.
        """
        drawn = case(name, sizes, sure=1e5).args
        drawn |= {bias: 0 * drawn[bias] for bias in ("Db1", "Db2", "Gb1", "Gb2")}
        x, z = drawn["x"], drawn["z"]
        return Case(name, drawn | {"x": np.concatenate([x, -x]), "z": np.concatenate([z, z, -z])})

    def all_called(name, sizes, height):
        """Every sample gets about this logit, so that one half of them is wrong by it."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"Db2": np.array([height])})

    return [
        case("tiny", (3, 4, 1, 5, 2, 6)),
        case("one of each", (1, 1, 3, 4, 2, 5)),
        case("one real sample", (1, 7, 2, 4, 3, 5)),
        case("one generated sample", (8, 1, 3, 2, 4, 6)),
        case("samples of one number", (9, 5, 2, 3, 1, 4)),
        case("one hidden unit", (4, 6, 2, 3, 5, 1)),
        blind("all samples look alike", (5, 3, 2, 6, 4, 7)),
        case("samples apart", (6, 4, 3, 5, 2, 7), sure=2.0, away=1.5),
        all_called("all called real", (4, 7, 3, 2, 5, 6), 25.0),
        all_called("all called generated", (7, 4, 2, 5, 3, 6), -25.0),
        thousands("logits of thousands", (4, 3, 2, 6, 5, 7)),
        case("large samples", (5, 4, 2, 3, 6, 7), scale=1e4),
        case("wide", (12, 9, 4, 6, 8, 20)),
        case("hidden", (11, 8, 3, 4, 2, 5), sure=3.0, hidden=True),
        case("hidden small samples", (3, 10, 4, 5, 6, 2), scale=1e-3, hidden=True),
    ]


def players(rng, sizes, sure=1.0, away=0.0, scale=1.0):
    """`away` is how far the generated samples lie from the real ones, as a D with weights of size 1 sees it."""
    N, M, K, H, P, Q = sizes
    return {
        "Dw1": rng.standard_normal((P, Q)) / np.sqrt(P) / scale,
        "Db1": 0.3 * rng.standard_normal(Q),
        "Dw2": sure * rng.standard_normal((Q, 1)) / np.sqrt(Q),
        "Db2": sure * rng.choice([-1.0, 1.0], 1) * rng.uniform(1.0, 2.0, 1),
        "Gw1": rng.standard_normal((K, H)) / np.sqrt(K),
        "Gb1": 0.3 * rng.standard_normal(H),
        "Gw2": scale * rng.standard_normal((H, P)) / np.sqrt(H),
        "Gb2": scale * (0.3 * rng.standard_normal(P) + away),
        "x": scale * rng.standard_normal((N, P)),
        "z": rng.standard_normal((M, K)),
    }
