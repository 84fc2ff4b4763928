"""What a ReLU must compute, the derivatives that people give it at 0, and the arrays on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x.
"""

import numpy as np

from exercises.catalog import Case


def forward(x):
    """y = x where x is positive, otherwise 0; a step is followed to its side of the kink."""
    return np.where(x > 0, x, 0 * x)


def _with_slope(at_zero):
    """ReLU with this derivative at 0: the branch is taken by the real part, so that no step can choose another."""

    def relu(x):
        return np.where(x.real > 0, x, np.where(x.real == 0, at_zero * x, 0 * x))

    return relu


subgradients = [_with_slope(0.0), _with_slope(0.5), _with_slope(1.0)]


def cases(rng):
    """Sizes (N, D); both signs, units that are dead or always on, and several scales.

    Numbers keep away from 0, so that differences do not step over it either. What stands on the kink is called so,
    and there one of the three slopes must be held throughout.
    """

    def case(name, sizes, scale=1.0, shift=0.0, hidden=False):
        x = rng.standard_normal(sizes) + shift
        return Case(name, {"x": scale * (x + np.copysign(0.05, x))}, hidden)

    def zeros(name, sizes, count):
        """`count` zeros of either sign among ordinary numbers."""
        x = rng.standard_normal(sizes)
        places = rng.permutation(x.size)[:count]
        x.flat[places] = np.copysign(0.0, rng.standard_normal(count))
        return Case(name, {"x": x})

    return [
        case("tiny", (3, 5)),
        case("batch of one", (1, 7)),
        case("one unit", (9, 1)),
        case("more units than samples", (2, 17)),
        case("some units dead, some always on", (6, 4), shift=np.array([-9.0, 9.0, -9.0, 0.0])),
        case("nothing gets through", (4, 3), shift=-9.0),
        case("large inputs", (5, 6), scale=1e6),
        case("small inputs", (7, 3), scale=1e-9),
        zeros("kink: some zeros", (4, 6), 9),
        zeros("kink: zeros only", (2, 5), 10),
        case("wide", (32, 48)),
        case("hidden batch of thirteen", (13, 4), hidden=True),
        case("hidden mixed scales", (8, 5), scale=10.0 ** rng.integers(-1, 2, (8, 5)), hidden=True),
    ]
