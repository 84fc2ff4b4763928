"""The mean of -log softmax(z)[t], and logits on which a small probability is still far above any epsilon."""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(z, t):
    """loss = mean over n of logsumexp(z[n]) - z[n, t[n]]."""
    return (smooth.logsumexp(z) - z[..., np.arange(len(t)), t]).mean(-1)


def cases(rng):
    """Sizes (N, C)."""

    def case(name, sizes, scale=1.0, hidden=False):
        N, C = sizes
        return Case(name, {"z": scale * rng.standard_normal((N, C)), "t": rng.integers(0, C, N)}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 5)),
        case("two classes", (7, 2)),
        case("confident", (11, 3), scale=2.0),
        case("wide", (16, 40)),
        case("hidden", (5, 6), scale=0.1, hidden=True),
    ]
