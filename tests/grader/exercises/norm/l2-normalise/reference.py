"""Rows divided by their 2-norm."""

from exercises import smooth
from exercises.catalog import Case


def forward(x):
    """y = x / |x| over the last axis."""
    return x / smooth.norm(x, keepdims=True)


def cases(rng):
    """Sizes (N, D)."""

    def case(name, sizes, scale=1.0, hidden=False):
        return Case(name, {"x": scale * rng.standard_normal(sizes)}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 6)),
        case("large numbers", (5, 3), scale=1e3),
        case("small numbers", (4, 7), scale=0.1),
        case("hidden", (6, 5), hidden=True),
    ]
