"""What a tanh must compute, and the arrays on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x. Written as a sigmoid, so that it
shares no step with `solution.py`; near 0, where that would lose digits, it is NumPy's own.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x):
    """y = 2 sigmoid(2x) - 1."""
    return np.where(np.abs(x.real) < 1, np.tanh(x), 2 * smooth.sigmoid(2 * x) - 1)


def cases(rng):
    """Sizes (N, D); the almost straight piece around 0, the bends, and both ends where nothing moves any more.

    What is not saturated stays within ±2: beyond, 1 - y² has so few digits left that right code would look wrong. What
    is saturated is so altogether: past 400 the slope is 0 in float64 however it is written.
    """

    def case(name, sizes, low=-2.0, high=2.0, hidden=False):
        return Case(name, {"x": rng.uniform(low, high, sizes)}, hidden)

    def thousands(name, sizes, hidden=False):
        """Saturated altogether, every entry near ±1000."""
        return Case(name, {"x": rng.choice([-1000.0, 1000.0], sizes) + rng.standard_normal(sizes)}, hidden)

    return [
        case("tiny", (3, 5)),
        case("batch of one", (1, 7)),
        case("one unit", (9, 1)),
        case("more units than samples", (2, 17)),
        case("around zero", (4, 6), low=-0.1, high=0.1),
        case("small inputs", (6, 3), low=-1e-6, high=1e-6),
        case("positive only", (5, 3), low=0.5, high=2.5),
        thousands("inputs of 1000", (6, 4)),
        case("wide", (32, 48)),
        case("hidden batch of thirteen", (13, 4), hidden=True),
        thousands("hidden inputs of 1000", (3, 8), hidden=True),
    ]
