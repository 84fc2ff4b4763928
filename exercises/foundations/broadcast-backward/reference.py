"""What y = x * s + b must be under broadcasting, and the shapes on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x, s and b.
"""

from exercises.catalog import Case


def forward(x, s, b):
    """y[..., n, c, t, d] = x[..., n, c, t, d] s[..., c, 0, d] + b[..., n, 0, t, 0]."""
    return x * s[..., None, :, :, :] + b


def cases(rng):
    """Sizes (N, C, T, D), every one of them 1 at some time; there is no kink and nothing saturates."""

    def case(name, sizes, scale=1.0, hidden=False):
        N, C, T, D = sizes
        x, s = scale * rng.standard_normal(sizes), rng.standard_normal((C, 1, D))
        return Case(name, {"x": x, "s": s, "b": scale * rng.standard_normal((N, 1, T, 1))}, hidden)

    return [
        case("tiny", (2, 1, 3, 4)),
        case("all sizes differ", (2, 3, 4, 5)),
        case("batch of one", (1, 4, 3, 2)),
        case("batch of nine", (9, 2, 3, 4)),
        case("one channel", (4, 1, 5, 3)),
        case("one step", (3, 5, 1, 4)),
        case("one feature", (5, 3, 4, 1)),
        case("only the batch", (6, 1, 1, 1)),
        case("large numbers", (3, 2, 5, 4), scale=1e6),
        case("small numbers", (4, 3, 2, 5), scale=1e-5),
        case("wide", (16, 6, 8, 10)),
        case("hidden many steps", (2, 3, 11, 4), hidden=True),
        case("hidden mixed scales", (5, 4, 3, 2), scale=10.0 ** rng.integers(-2, 3, (5, 1, 3, 1)), hidden=True),
    ]
