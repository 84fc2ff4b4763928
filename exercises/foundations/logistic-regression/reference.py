"""What the loss of a logistic regression must be, and the data on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on w and b. A label picks the sign of the
logit, and the loss is the softplus of minus that: one term a sample, so that nothing cancels.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(w, b, x, t):
    """loss = (1 / N) sum over n of softplus(z[n]) where t[n] = 0 and softplus(-z[n]) where t[n] = 1, z = x w + b."""
    z = w @ x.T + np.asarray(b)[..., None]
    return smooth.softplus((1 - 2 * t) * z).mean(-1)


def cases(rng):
    """Sizes (N, D); both labels wherever there is room, logits at 0, in the tails and beyond what exp can bear."""

    def labels(N):
        """Both of them, in any order."""
        return rng.permutation(np.arange(N) % 2).astype(float)

    def case(name, sizes, features=1.0, hidden=False):
        """Logits up to 2: where every sample is right and sure of it, p - t loses digits."""
        N, D = sizes
        x, w, b = features * rng.standard_normal((N, D)), rng.standard_normal(D), rng.standard_normal()
        moderate = 2 / np.abs(x @ w + b).max()
        return Case(name, {"w": moderate * w, "b": np.array(moderate * b), "x": x, "t": labels(N)}, hidden)

    def one_class(name, sizes, label):
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"t": np.full(sizes[0], label)})

    def start(name, sizes):
        """Where training usually starts: every logit is 0, the loss log 2."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"w": np.zeros(sizes[1]), "b": np.zeros(())})

    return [
        case("tiny", (4, 3)),
        case("batch of one", (1, 5)),
        case("batch of eleven", (11, 4)),
        case("one feature", (6, 1)),
        case("more features than samples", (3, 14)),
        start("all parameters zero", (7, 2)),
        one_class("ones only", (5, 3), 1.0),
        one_class("zeros only", (4, 2), 0.0),
        with_logits(rng, "logits of 30", 20.0, 40.0),
        with_logits(rng, "logits of 1000", 800.0, 1200.0),
        case("large features", (9, 2), features=100.0),
        case("wide", (8, 1500)),
        case("hidden batch of thirteen", (13, 6), hidden=True),
        case("hidden small features", (5, 7), features=1e-3, hidden=True),
    ]


def with_logits(rng, name, low, high, D=3):
    """The first feature sets sign and size of each logit; half of the labels say the opposite, most of these 0."""
    size = rng.uniform(low, high, 8) * np.where(np.arange(8) % 2, 1.0, -1.0)
    w, b = rng.uniform(0.5, 1.5, D), np.array(rng.uniform(0.5, 1.5))
    x = rng.standard_normal((8, D))
    x[:, 0] += (size - x @ w - b) / w[0]
    return Case(name, {"w": w, "b": b, "x": x, "t": np.array([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0])})
