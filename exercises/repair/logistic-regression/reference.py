"""What the loss of a logistic regression must be, and the data on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on w and b. A label picks the sign of the
logit, and the loss is the softplus of minus that: one term a sample, so that nothing cancels.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(w, b, x, t):
    """The mean of softplus(z[n]) where t[n] = 0 and softplus(-z[n]) where t[n] = 1, z = x w + b."""
    z = (x @ w)[..., 0] + b
    return smooth.softplus((1 - 2 * t) * z).mean(-1)


def cases(rng):
    """Sizes (N, D); logits up to 2, where p - t keeps its digits, at 0, and beyond what exp can bear."""

    def case(name, sizes, features=1.0, most=2.0, hidden=False):
        """Both labels, and a bias that matters."""
        N, D = sizes
        x, w, b = features * rng.standard_normal((N, D)), rng.standard_normal((D, 1)), rng.uniform(1.0, 2.0, 1)
        z = x @ w
        fit = (most - 1) / np.abs(z).max()
        args = {"w": fit * w, "b": b / 2 * np.where(most > 2, most, 1), "x": x}
        return Case(name, args | {"t": rng.permutation(np.arange(N) % 2).astype(float)}, hidden)

    def start(name, sizes):
        """Where training usually starts: every logit is 0, the loss log 2."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"w": np.zeros((sizes[1], 1)), "b": np.zeros(1)})

    return [
        case("tiny", (4, 3)),
        case("batch of one", (1, 4)),
        case("as many samples as features", (5, 5)),
        case("one feature", (6, 1)),
        start("all parameters zero", (7, 2)),
        case("logits of 1000", (8, 3), most=1000.0),
        case("large features", (9, 4), features=100.0),
        case("hidden batch of eleven", (11, 6), hidden=True),
        case("hidden small features", (3, 7), features=1e-2, hidden=True),
    ]
