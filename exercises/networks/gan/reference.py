"""What the generator's loss of a GAN must be, and the networks and noise on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter of G.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(Gw1, Gb1, Gw2, Gb2, Dw1, Db1, Dw2, Db2, z):
    """loss = mean softplus(-D(G(z))), which is -log of the probability that D gives to "real"."""
    made = np.tanh(z @ Gw1 + Gb1[..., None, :]) @ Gw2 + Gb2[..., None, :]
    s = np.tanh(made @ Dw1 + Db1) @ Dw2 + Db2
    return smooth.softplus(-s).mean((-2, -1))


def cases(rng):
    """Sizes M, K, H, P, Q; a D that is fooled, one that sees through all, one that knows nothing, logits beyond exp."""

    def case(name, sizes, hidden=False, **how):
        return Case(name, players(rng, sizes, **how), hidden)

    def all_called(name, sizes, height):
        """Every sample gets about this logit."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"Db2": np.array([height])})

    def blind(name, sizes):
        """Every sample gets the same logit, so that there is nothing to go by."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"Dw2": np.zeros((sizes[-1], 1))})

    def thousands(name, sizes):
        """No biases and noise in pairs ±z, so that every other sample is seen through by thousands."""
        drawn = case(name, sizes, sure=1e5).args
        drawn |= {bias: 0 * drawn[bias] for bias in ("Gb1", "Gb2", "Db1", "Db2")}
        return Case(name, drawn | {"z": np.concatenate([drawn["z"], -drawn["z"]])})

    def one_sign(name, sizes):
        """Positive noise: every entry of the first case is judged by itself, and samples that cancel cost it digits."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"z": rng.uniform(0.5, 1.5, sizes[:2])})

    return [
        one_sign("tiny", (3, 4, 5, 2, 6)),
        case("one sample", (1, 3, 2, 4, 5)),
        case("one number of noise", (6, 1, 5, 2, 4)),
        case("samples of one number", (9, 2, 4, 1, 3)),
        case("one hidden unit each", (5, 3, 1, 2, 1)),
        all_called("D is fooled", (4, 3, 2, 5, 6), 6.0),
        all_called("D sees through all of them", (7, 2, 5, 3, 4), -25.0),
        blind("a D that tells nothing", (5, 2, 6, 4, 3)),
        thousands("logits of thousands", (4, 2, 3, 6, 5)),
        case("large samples", (5, 2, 3, 4, 6), scale=1e4),
        case("large noise", (4, 5, 3, 2, 6), noise=1e3),
        case("wide", (12, 9, 10, 8, 20)),
        case("hidden", (11, 3, 4, 2, 5), sure=3.0, hidden=True),
        case("hidden small samples", (8, 4, 5, 6, 2), scale=1e-3, hidden=True),
    ]


def players(rng, sizes, sure=1.0, scale=1.0, noise=1.0):
    """Both nets and the noise; `sure` scales D's logits."""
    M, K, H, P, Q = sizes
    return {
        "Gw1": rng.standard_normal((K, H)) / np.sqrt(K) / noise,
        "Gb1": 0.3 * rng.standard_normal(H),
        "Gw2": scale * rng.standard_normal((H, P)) / np.sqrt(H),
        "Gb2": scale * 0.3 * rng.standard_normal(P),
        "Dw1": rng.standard_normal((P, Q)) / np.sqrt(P) / scale,
        "Db1": 0.3 * rng.standard_normal(Q),
        "Dw2": sure * rng.standard_normal((Q, 1)) / np.sqrt(Q),
        "Db2": 0.3 * sure * rng.standard_normal(1),
        "z": noise * rng.standard_normal((M, K)),
    }
