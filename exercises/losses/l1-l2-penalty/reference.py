"""What the L1 and L2 penalty must be, and the weights on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on w.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(w, l1, l2):
    """l1 sum |w| + l2 sum w²."""
    return (smooth.abs(w) * l1 + w * w * l2).sum((-2, -1))


def _with_slope(at_zero):
    """The penalty whose |w| has this slope at 0; the sign is that of the real part, so no step can choose another."""

    def penalty(w, l1, l2):
        sign = np.where(w.real == 0, at_zero, np.sign(w.real))
        return (l1 * sign * w + l2 * w * w).sum((-2, -1))

    return penalty


subgradients = [_with_slope(0.0), _with_slope(1.0), _with_slope(-1.0)]


def cases(rng):
    """Sizes (D, M), l1 and l2; each penalty alone, weights of all sizes, and weights that are 0."""

    def case(name, sizes, l1=0.3, l2=0.7, scale=1.0, hidden=False):
        return Case(name, {"w": scale * rng.standard_normal(sizes), "l1": l1, "l2": l2}, hidden)

    def sparse(name, sizes, l1=0.4, l2=0.15, hidden=False):
        """About half of the weights are 0, the first with certainty; a kink unless l1 is 0."""
        w = rng.standard_normal(sizes) * (rng.uniform(size=sizes) < 0.5)
        w[0, 0] = 0.0
        return Case(name, {"w": w, "l1": l1, "l2": l2}, hidden)

    return [
        case("tiny", (3, 4)),
        case("one input", (1, 6)),
        case("one output", (9, 1), l1=1.1, l2=0.05),
        case("L1 alone", (5, 3), l1=0.9, l2=0.0),
        case("L2 alone", (4, 6), l1=0.0, l2=1.4),
        sparse("L2 alone, half of the weights 0", (7, 2), l1=0.0, l2=0.6),
        case("large weights", (3, 5), scale=1e4),
        case("small weights", (6, 4), scale=1e-5),
        sparse("kink: half of the weights 0", (5, 6)),
        case("wide", (64, 80), l1=0.01, l2=0.02),
        case("hidden", (8, 5), l1=0.02, l2=3.0, hidden=True),
        sparse("kink: hidden zeros", (4, 9), l1=2.0, hidden=True),
    ]
