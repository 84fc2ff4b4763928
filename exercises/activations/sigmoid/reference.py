"""What a sigmoid must compute, and the arrays on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x.
"""

from exercises import smooth
from exercises.catalog import Case


def forward(x):
    """y = 1 / (1 + e^-x)."""
    return smooth.sigmoid(x)


def cases(rng):
    """Sizes (N, D); half open, open and shut, and inputs whose exponential overflows.

    What is not saturated stays between -7 and 4: beyond, 1 - y (and on the left (1 + tanh(x/2))/2) has so few digits
    left that right code would look wrong. What is saturated is so altogether: past 750 the slope is 0 in float64. It
    stands among other numbers, beside which the 1e-217 of somebody who clips x at ±500 is as good as 0.
    """

    def case(name, sizes, low=-3.0, high=3.0, hidden=False):
        return Case(name, {"x": rng.uniform(low, high, sizes)}, hidden)

    def thousands(name, sizes, hidden=False):
        """A few entries near ±1000 among ordinary ones."""
        x = rng.uniform(-2.0, 2.0, sizes)
        x.flat[rng.permutation(x.size)[:4]] += [1000.0, -1000.0, 1000.0, -1000.0]
        return Case(name, {"x": x}, hidden)

    def zeros(name, sizes):
        """Every third entry exactly 0, which belongs to either branch and must not fall between them."""
        x = rng.uniform(-3.0, 3.0, sizes)
        x.flat[::3] = 0.0
        return Case(name, {"x": x})

    return [
        case("tiny", (3, 5)),
        case("batch of one", (1, 7)),
        case("one unit", (9, 1)),
        case("more units than samples", (2, 17)),
        case("around zero", (4, 6), low=-1e-3, high=1e-3),
        zeros("some inputs of zero", (5, 4)),
        case("open", (5, 3), low=1.0, high=4.0),
        case("shut", (7, 2), low=-7.0, high=-4.0),
        thousands("inputs of 1000", (6, 8)),
        case("wide", (32, 48)),
        case("hidden batch of thirteen", (13, 4), hidden=True),
        thousands("hidden inputs of 1000", (9, 7), hidden=True),
    ]
