"""What the residual block must compute, and the inputs on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every argument.
"""

import numpy as np

from exercises.catalog import Case

ZERO = 1e-50
"""Where x and w1 both move by a step of 1e-30, an a that is 0 gets about 1e-60 of either sign: that is 0, too."""

NEAR = 3e-4
"""So near to 0, no a is drawn: differences, the second opinion on a derivative, would see both sides of the kink."""


def forward(x, w1, b1, w2, b2):
    """y = x + max(x w1 + b1, 0) w2 + b2; where a is 0 the ReLU goes the way of the step."""
    return _block(x, w1, b1, w2, b2, lambda a: a.imag > 0)


def _block(x, w1, b1, w2, b2, slope_at_zero):
    a = x @ w1 + b1[..., None, :]
    h = np.where(np.abs(a.real) < ZERO, slope_at_zero(a) * a, np.where(a.real > 0, a, 0 * a))
    return x + b2[..., None, :] + h @ w2


def _with_slope(at_zero):
    """The block whose ReLU has this derivative at 0, whatever the step."""
    return lambda x, w1, b1, w2, b2: _block(x, w1, b1, w2, b2, lambda _: at_zero)


subgradients = [_with_slope(0.0), _with_slope(0.5), _with_slope(1.0)]


def cases(rng):
    """Sizes (N, D, H); units that are open, shut or both; a branch that is all, little or nothing of y."""

    def case(name, sizes, hidden=False, **how):
        return Case(name, block(rng, sizes, **how), hidden)

    def whole_numbers(name, sizes):
        """So small that a is 0 again and again, whatever the order of the sum."""
        drawn = case(name, sizes)
        drawn.args.update({key: rng.integers(-1, 2, drawn.args[key].shape).astype(float) for key in ("x", "w1", "b1")})
        return drawn

    def padded(name, sizes):
        """Rows of padding before the biases have learned anything."""
        drawn = case(name, sizes)
        drawn.args["x"][1::2] = 0.0
        drawn.args["b1"][:] = 0.0
        return drawn

    return [
        case("tiny", (3, 2, 4)),
        case("batch of one", (1, 5, 3)),
        case("some units shut", (6, 4, 5), bias=np.array([-9.0, 0.0, 9.0, 0.0, -9.0])),
        case("small branch", (4, 3, 7), branch=1e-3),
        case("one hidden unit", (5, 3, 1)),
        case("one feature", (4, 1, 6)),
        case("all units shut", (3, 4, 2), bias=-9.0),
        case("branch of zeros", (2, 6, 3), branch=0.0),
        case("large numbers", (9, 5, 4), scale=1e6),
        case("small numbers", (7, 2, 5), scale=1e-5),
        case("wide", (24, 20, 40)),
        whole_numbers("kink: whole numbers", (8, 3, 5)),
        padded("kink: rows of zeros and no bias", (4, 3, 6)),
        case("hidden batch of thirteen", (13, 6, 4), hidden=True),
        case("hidden large branch", (5, 7, 9), branch=30.0, hidden=True),
    ]


def block(rng, sizes, scale=1.0, branch=1.0, bias=0.0):
    """The inputs of the ReLU are no nearer to its kink than NEAR."""
    N, D, H = sizes
    args = {
        "x": scale * rng.standard_normal((N, D)),
        "w1": rng.standard_normal((D, H)) / np.sqrt(D),
        "b1": scale * (0.5 * rng.standard_normal(H) + bias),
        "w2": branch * rng.standard_normal((H, D)) / np.sqrt(H),
        "b2": scale * rng.standard_normal(D),
    }
    while np.abs(args["x"] @ args["w1"] + args["b1"]).min() < NEAR * scale:
        args["x"] = scale * rng.standard_normal((N, D))
    return args
