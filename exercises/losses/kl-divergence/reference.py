"""What the KL divergence must be, and the logits on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on a and z. Log probabilities come from
the differences of all pairs of logits, so that nothing is shifted and no step is shared with `solution.py`.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(a, z):
    """loss = mean over n of sum over c of p (log p - log q)."""
    logp, logq = _log_softmax(a), _log_softmax(z)
    return (np.exp(logp) * (logp - logq)).sum(-1).mean(-1)


def _log_softmax(z):
    """log p[c] = -log sum over j of exp(z[j] - z[c])."""
    return -smooth.logsumexp(z[..., None, :] - z[..., :, None])


def cases(rng):
    """Sizes (N, C); distributions that are alike, far apart, flat, rather sure, and 0 or 1 in float64."""

    def case(name, sizes, of_a=1.0, of_z=1.0, height=0.0, hidden=False):
        a, z = of_a * rng.standard_normal(sizes), of_z * rng.standard_normal(sizes)
        return Case(name, {"a": a + height, "z": z - height}, hidden)

    def tiny(name):
        """Drawn again until no entry of a gradient nearly cancels: where q = p, right code has no digits to show."""
        while True:
            drawn = case(name, (2, 3))
            logp, logq = _log_softmax(drawn.args["a"]), _log_softmax(drawn.args["z"])
            p, ratio = np.exp(logp), logp - logq
            off = ratio - (p * ratio).sum(-1, keepdims=True)
            if min(np.abs(ratio).min(), np.abs(off).min()) > 0.1:
                return drawn

    def thousands(name):
        """Rows of p and q are 1 once and 0 elsewhere, in different places; in the last, low as a whole, in the same."""
        levels = rng.permutation([-1000.0, 0.0, 1000.0])
        of_a = np.stack([np.roll(levels, n) for n in (0, 1, 2, 0)])
        of_z = np.stack([np.roll(levels, n) for n in (1, 2, 0, 0)])
        low = [[0.0], [0.0], [0.0], [2000.0]]
        a, z = (level - low + rng.standard_normal((4, 3)) for level in (of_a, of_z))
        return Case(name, {"a": a, "z": z})

    return [
        tiny("tiny"),
        case("batch of one", (1, 5)),
        thousands("logits of 1000"),
        case("two classes", (9, 2)),
        case("more classes than samples", (2, 11)),
        case("p is flat", (5, 3), of_a=1e-2),
        case("q is flat", (4, 6), of_z=1e-2),
        case("q is rather sure", (7, 4), of_z=5.0),
        case("rows far apart", (4, 5), height=np.array([[30.0], [-40.0], [0.0], [3.0]])),
        case("wide", (40, 12)),
        case("hidden batch of twelve", (12, 7), of_a=1.5, hidden=True),
        case("hidden three classes", (8, 3), of_z=2.0, hidden=True),
    ]
