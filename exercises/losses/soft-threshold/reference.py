"""What the soft threshold must be, and the weights on which it is tried.

Nothing is differentiated here. Written as what is left of w when its part within the threshold is taken away.
"""

import numpy as np

from exercises.catalog import Case


def forward(w, threshold):
    """w less its projection onto [-threshold, threshold]."""
    return w - np.clip(w, -threshold, threshold)


def cases(rng):
    """Sizes (D, M) and the threshold: both sides of it, on it, and thresholds that keep all or nothing."""

    def case(name, sizes, threshold=0.6, scale=1.0, hidden=False):
        return Case(name, {"w": scale * rng.standard_normal(sizes), "threshold": threshold}, hidden)

    def on_it(name):
        """Weights of ±threshold and 0 among others."""
        threshold = rng.uniform(0.5, 0.8)
        w = rng.standard_normal((3, 7))
        w[:, :3] = threshold, -threshold, 0.0
        return Case(name, {"w": rng.permuted(w, axis=1), "threshold": threshold})

    return [
        Case(
            "tiny",
            {"w": rng.permuted([[2.0, -1.5, 0.3, -0.2]] * 3, axis=1) * rng.uniform(0.8, 1.2, (3, 4)), "threshold": 0.6},
        ),
        case("one input", (1, 7)),
        case("one output", (9, 1)),
        case("threshold 0 keeps all", (4, 6), threshold=0.0),
        case("threshold above every weight", (5, 3), threshold=40.0),
        on_it("weights on the threshold"),
        case("threshold above 1", (6, 5), threshold=1.7, scale=4.0),
        case("large weights", (2, 8), threshold=50.0, scale=1e3),
        case("small weights", (7, 2), threshold=4e-6, scale=1e-5),
        case("hidden", (8, 6), threshold=0.25, hidden=True),
        case("hidden few survive", (13, 4), threshold=1.4, hidden=True),
    ]
