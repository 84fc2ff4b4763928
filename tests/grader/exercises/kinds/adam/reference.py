"""One step of Adam, and the arrays on which it is tried."""

import numpy as np

from exercises.catalog import Case


def forward(w, dw, m, v, t, lr):
    """Kingma and Ba 2015, algorithm 1."""
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw * dw
    return w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


def cases(rng):
    """One size."""

    def case(name, D, t, hidden=False):
        w, dw, m = rng.standard_normal((3, D))
        return Case(name, {"w": w, "dw": dw, "m": m, "v": rng.random(D), "t": t, "lr": 0.01}, hidden)

    return [case("tiny", 3, 1), case("later", 7, 10), case("hidden", 5, 3, hidden=True)]
