"""What a dense layer must compute, and the arrays on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x, w and b.
"""

from exercises.catalog import Case


def forward(x, w, b):
    """y = x w + b, with b as one row under every sample."""
    return x @ w + b[..., None, :]


def cases(rng):
    """Sizes (N, D, M); linear, so there is nothing to saturate and no kink, only sizes and scales."""

    def case(name, sizes, scale=1.0, hidden=False):
        N, D, M = sizes
        x = scale * rng.standard_normal((N, D))
        return Case(name, {"x": x, "w": rng.standard_normal((D, M)), "b": rng.standard_normal(M)}, hidden)

    return [
        case("tiny", (2, 3, 4)),
        case("batch of one", (1, 5, 3)),
        case("batch of eleven", (11, 4, 3)),
        case("few features to many", (5, 2, 19)),
        case("many features to few", (4, 23, 3)),
        case("one feature", (6, 1, 4)),
        case("one output", (3, 7, 1)),
        case("large inputs", (3, 6, 5), scale=1e6),
        case("tiny inputs", (7, 3, 5), scale=1e-3),
        case("wide", (16, 64, 32)),
        case("hidden batch of thirteen", (13, 6, 8), hidden=True),
        case("hidden mixed scales", (4, 9, 7), scale=10.0 ** rng.integers(-3, 4, (4, 9)), hidden=True),
    ]
