"""What the central difference of f(v) = sum c v³ + ½ (sum v)² must be, and the points on which it is tried.

By algebra, without a difference: ((a + e)³ - (a - e)³) / 2e = 3a² + e², and of the square only its slope is left.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, c, eps):
    """The gradient, c (3x²) + sum x, and the truncation error, c eps²."""
    return c * (3 * x * x + eps * eps) + x.sum()


def cases(rng):
    """Sizes (N, D) and steps so large that the truncation shows; with a small one a difference has few digits left."""

    def case(name, sizes, eps, scale=1.0, hidden=False):
        x = scale * rng.uniform(0.3, 1.3, sizes) * rng.choice([-1.0, 1.0], sizes)
        c = rng.uniform(0.5, 1.5, sizes) * rng.choice([-1.0, 1.0], sizes)
        return Case(name, {"x": x, "c": c, "eps": eps}, hidden)

    def one_number(name, eps):
        """Both terms of one sign: with a single entry there are no others to set the scale."""
        drawn = case(name, (1, 1), eps)
        return Case(name, drawn.args | {"x": np.abs(drawn.args["x"]), "c": np.abs(drawn.args["c"])})

    def on_a_grid(name, sizes):
        """Eighths, and a step of a power of two: every value of f is exact, and a small difference loses nothing."""
        drawn = case(name, sizes, 2.0**-12)
        return Case(name, drawn.args | {key: np.round(8 * drawn.args[key] + 0.5) / 8 for key in ("x", "c")})

    return [
        case("tiny", (2, 3), 0.5),
        one_number("one number", 0.25),
        case("one row", (1, 5), 0.3),
        case("one column", (4, 1), 0.4),
        case("step larger than x", (3, 2), 2.0),
        case("more rows than columns", (5, 3), 0.2),
        case("step of a tenth", (3, 4), 0.1),
        case("large numbers", (2, 4), 10.0, scale=50.0),
        case("small numbers", (3, 5), 0.01, scale=0.02),
        on_a_grid("small step", (2, 3)),
        case("hidden more columns than rows", (2, 6), 0.35, hidden=True),
        case("hidden large step", (4, 3), 1.5, hidden=True),
    ]
