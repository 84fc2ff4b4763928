"""What the loss of a many-to-one RNN must be, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter. What x gives is computed
for all steps at once, and the loss is a log-sum of how far the other logits lie above the right one.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(wx, wh, b, wo, bo, x, labels):
    """loss = mean over n of log sum over c of exp(z[n, c] - z[n, labels[n]]), z from the state after the last step."""
    N, T, D = x.shape
    # Samples and steps in one axis, since a stacked wx has no axis for the steps.
    flat = x.reshape(N * T, D) @ wx + b[..., None, :]
    driven = flat.reshape(*flat.shape[:-2], N, T, flat.shape[-1])
    h = np.tanh(driven[..., 0, :])  # before it the state is zero, which wh does nothing to
    for s in range(1, T):
        h = np.tanh(driven[..., s, :] + h @ wh)
    z = h @ wo + bo[..., None, :]
    return smooth.logsumexp(z - z[..., np.arange(N), labels][..., None]).mean(-1)


def cases(rng):
    """Sizes N, T, D, H, C; wh that lets signals die, keep or grow; logits of ordinary size and far beyond exp."""

    def case(name, sizes, gain=0.7, scale=1.0, bias=0.3, **flags):
        N, T, D, H, C = sizes
        args = {
            "wx": 0.7 / max(scale, 1.0) / np.sqrt(D) * rng.standard_normal((D, H)),
            "wh": gain / np.sqrt(H) * rng.standard_normal((H, H)),
            "b": bias * rng.standard_normal(H),
            "wo": rng.standard_normal((H, C)) / np.sqrt(H),
            "bo": bias * rng.standard_normal(C),
            "x": scale * rng.standard_normal((N, T, D)),
            "labels": rng.integers(0, C, N),
        }
        return Case(name, args, **flags)

    def thousands(name, sizes):
        """Softmax is 0 or 1 in float64; some labels are the winner, the others are 1000 or more behind."""
        drawn, C = case(name, sizes), sizes[-1]
        labels = rng.permutation(np.arange(sizes[0]) % C)
        return Case(name, drawn.args | {"bo": 1000.0 * (rng.permutation(C) - C // 2), "labels": labels})

    def low(name, sizes):
        """Every exp of a logit is 0 in float64."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"bo": drawn.args["bo"] - 1000.0})

    return [
        case("tiny", (3, 4, 1, 2, 5)),
        case("one step", (4, 1, 3, 2, 5)),
        case("batch of one", (1, 5, 3, 4, 2)),
        case("one unit", (5, 4, 3, 1, 2)),
        thousands("logits of 1000", (7, 3, 2, 4, 5)),
        low("logits of -1000", (3, 2, 4, 5, 6)),
        case("long", (2, 13, 3, 4, 5), gain=1.0),
        case("wh that makes signals grow", (9, 6, 2, 5, 4), gain=2.0),
        case("large inputs", (4, 3, 5, 2, 6), scale=1e4),
        case("small inputs", (3, 5, 4, 2, 6), scale=1e-5, bias=1e-5),
        case("wide", (10, 6, 9, 8, 7)),
        case("hidden", (4, 7, 2, 3, 5), gain=1.2, hidden=True),
        case("hidden batch of twelve", (12, 3, 5, 4, 2), hidden=True),
    ]
