"""What a GELU in its tanh form must compute, and the arrays on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x. Written with a sigmoid, by the
identity (1 + tanh u) / 2 = sigmoid(2u), in which nothing cancels.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case

LOWEST = -0.7525
"""Where y has its minimum: the slope is 0 there, and close by it has few digits, whoever computes it."""


def forward(x):
    """y = x sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x³)."""
    root = np.sqrt(x.real.dtype.type(2) / np.pi)
    return x * smooth.sigmoid(2 * root * (x + 0.044715 * x * x * x))


def cases(rng):
    """Sizes (N, D); the bend, both sides of it, and inputs so large that the gate is open or shut altogether.

    What is not saturated stays between -2.5 and 4: beyond, 1 + tanh has so few digits left that right code would look
    wrong. What is saturated is past 30, where 1 - tanh² is 0 in float64 however it is written.
    """

    def case(name, sizes, low=-2.0, high=2.0, hidden=False):
        x = rng.uniform(low, high, sizes)
        near = np.abs(x - LOWEST) < 0.03
        return Case(name, {"x": np.where(near, x + 0.1, x)}, hidden)

    def far(name, sizes, hidden=False):
        """Saturated altogether, from ±30 to ±1000."""
        return Case(name, {"x": rng.choice([-1.0, 1.0], sizes) * rng.uniform(30.0, 1000.0, sizes)}, hidden)

    return [
        case("tiny", (3, 5)),
        case("batch of one", (1, 7)),
        case("one unit", (9, 1)),
        case("more units than samples", (2, 17)),
        case("around zero", (4, 6), low=-0.1, high=0.1),
        case("positive", (5, 3), low=1.0, high=4.0),
        case("negative", (7, 2), low=-2.5, high=-1.0),
        far("inputs up to 1000", (6, 4)),
        case("wide", (32, 48)),
        case("hidden batch of thirteen", (13, 4), hidden=True),
        far("hidden inputs up to 1000", (3, 8), hidden=True),
    ]
