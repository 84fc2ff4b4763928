"""What binary cross-entropy with logits must be, and the logits on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on z. Keeps both terms of the definition,
log s = -softplus(-z) and log(1 - s) = -softplus(z), so that it shares no step with `solution.py` and nothing cancels.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(z, t):
    """loss = (1 / ND) sum of t softplus(-z) + (1 - t) softplus(z)."""
    return (t * smooth.softplus(-z) + (1 - t) * smooth.softplus(z)).sum((-2, -1)) / t.size


def cases(rng):
    """Sizes (N, D); labels and soft targets, logits at 0, in the tails and far beyond what exp can bear.

    A soft target keeps its distance from sigmoid(z): where the two are nearly equal, s - t loses digits.
    """

    def case(name, sizes, scale=1.0, soft=0.5, hidden=False):
        z = scale * rng.standard_normal(sizes)
        return Case(name, {"z": z, "t": targets(z, soft)}, hidden)

    def targets(z, soft):
        """This share of them anywhere between 0 and 1, the others labels."""
        away = (smooth.sigmoid(z) + rng.uniform(0.1, 0.9, z.shape)) % 1.0
        return np.where(rng.uniform(size=z.shape) < soft, away, rng.integers(0, 2, z.shape))

    def tails(name, lowest, highest):
        """Logits of both signs between these sizes; the labels say the opposite, or the targets are soft."""
        z = rng.uniform(lowest, highest, (4, 6)) * np.where(np.arange(6) % 2, 1.0, -1.0)
        t = np.where(rng.uniform(size=z.shape) < 0.5, z < 0, rng.uniform(0.1, 0.9, z.shape))
        return Case(name, {"z": z, "t": t})

    def thousands(name):
        """Softplus is z or 0 in float64; right and wrong labels of both kinds, and soft targets."""
        z = np.array([1000.0, -1000.0, 1000.0, -1000.0, 800.0, -800.0]) + rng.standard_normal((3, 6))
        t = np.tile([1.0, 0.0, 0.0, 1.0, 0.5, 0.5], (3, 1))
        t[:, 4:] = rng.uniform(0.1, 0.9, (3, 2))
        return Case(name, {"z": z, "t": t})

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 5)),
        thousands("logits of 1000"),
        tails("in the tails", 15.0, 40.0),
        case("one output", (11, 1)),
        case("labels only", (6, 3), soft=0.0),
        case("soft targets only", (4, 7), soft=1.0),
        case("some logits of zero", (5, 4), scale=np.arange(5)[:, None] % 2, soft=1.0),
        case("small logits", (7, 2), scale=1e-4),
        case("wide", (64, 80), scale=2.0),
        case("hidden batch of thirteen", (13, 3), hidden=True),
        case("hidden more outputs than samples", (2, 15), scale=1.5, hidden=True),
    ]
