"""What the loss of two neurons in a row must be, and the numbers on which it is tried.

Works for real, complex and long double numbers and for stacks of w1, b1, w2 and b2.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(w1, b1, w2, b2, x, t):
    """loss = (sigmoid(w2 sigmoid(w1 x + b1) + b2) - t)²."""
    miss = smooth.sigmoid(w2 * smooth.sigmoid(w1 * x + b1) + b2) - t
    return miss * miss


def cases(rng):
    """Six numbers each; targets of a class and of a regression, and every way in which a factor can be 0 or tiny.

    A target keeps its distance from y: where the two are nearly equal, y - t loses digits. So does 1 - y when y is
    nearly 1, which only the cases marked for it come near.
    """

    def number(low=0.4, high=1.6):
        """Neither 0 nor large, of either sign."""
        return float(rng.uniform(low, high) * rng.choice([-1.0, 1.0]))

    def case(name, hidden=False, ill_conditioned=False, **given):
        args = {key: number() for key in ("w1", "b1", "w2", "b2", "x")} | {"t": float(rng.integers(0, 2))} | given
        args |= {key: np.array(args[key]) for key in ("w1", "b1", "w2", "b2")}
        return Case(name, args, hidden, ill_conditioned)

    def both_at_zero(name):
        """z1 and z2 exactly 0, where a sigmoid in two branches must not leave a gap; w2 is not."""
        w2 = number()
        return case(name, w1=0.0, b1=0.0, w2=w2, b2=-w2 / 2)

    return [
        case("tiny", t=0.0),
        case("target one", t=1.0),
        case("target beyond the sigmoid", t=float(rng.uniform(2, 3))),
        case("negative target", t=float(-rng.uniform(1, 2))),
        case("input of zero", x=0.0),
        case("nothing goes through w2", w2=0.0),
        case("small input", x=number(1e-4, 2e-4)),
        case("both near zero", w1=number(0.01, 0.02), b1=0.0, w2=number(0.01, 0.02), b2=0.0),
        both_at_zero("both exactly zero"),
        case("output saturated low", b2=-float(rng.uniform(12, 18)), t=1.0),
        case("output saturated high", b2=float(rng.uniform(4.5, 6)), t=0.0, ill_conditioned=True),
        case("hidden unit saturated", b1=float(rng.uniform(4, 5.5)), ill_conditioned=True),
        case("hidden large weights", w1=number(2, 3), w2=number(2, 3), hidden=True),
        case("hidden half a target", t=float(-rng.uniform(0.3, 0.5)), hidden=True),
    ]
