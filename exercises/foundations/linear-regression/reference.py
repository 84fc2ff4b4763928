"""What the loss of a linear regression must be, and the data on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on w and b.
"""

import numpy as np

from exercises.catalog import Case


def forward(w, b, x, t):
    """loss = (1 / N) sum over n of (x[n] w + b - t[n])²."""
    r = w @ x.T + np.asarray(b)[..., None] - t
    return (r * r).mean(-1)


def cases(rng):
    """Sizes (N, D); a parabola in w and b, so only sizes and scales differ, and how well the model fits already.

    `far` is the size of the residuals, whatever the model says: were they a difference of large numbers, right code
    would lose digits. None of them is small, so that their mean does not vanish.
    """

    def case(name, sizes, far=1.0, scale=1.0, hidden=False):
        N, D = sizes
        w, x = rng.standard_normal(D), scale * rng.standard_normal((N, D))
        b = np.array(rng.uniform(0.5, 1.5) * rng.choice([-1.0, 1.0]))
        r = far * (rng.uniform(-1, 1, N) + rng.choice([-1.2, 1.2]))
        return Case(name, {"w": w, "b": b, "x": x, "t": x @ w + b - r}, hidden)

    def zeros(name, sizes):
        """Where training usually starts; the data are all there is."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"w": np.zeros(sizes[1]), "b": np.zeros(())})

    return [
        case("tiny", (4, 3)),
        case("batch of one", (1, 5)),
        case("batch of eleven", (11, 4)),
        case("one feature", (6, 1)),
        case("one sample, one feature", (1, 1)),
        case("more features than samples", (3, 17)),
        zeros("all parameters zero", (7, 2)),
        case("large features", (5, 4), scale=1e3, far=1e3),
        case("features on two scales", (9, 2), scale=np.array([1.0, 100.0]), far=10.0),
        case("far off", (8, 3), far=1e6),
        case("wide", (8, 1500)),
        case("hidden batch of thirteen", (13, 6), hidden=True),
        case("hidden small features", (5, 7), scale=1e-2, hidden=True),
    ]
