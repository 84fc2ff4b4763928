"""The mean of -t log s(z) - (1 - t) log(1 - s(z)), in the form that keeps all digits."""

from exercises import smooth
from exercises.catalog import Case


def forward(z, t):
    """loss = mean of softplus(z) - t z."""
    return (smooth.softplus(z) - t * z).mean((-2, -1))


def cases(rng):
    """Sizes (N, D)."""

    def case(name, sizes, scale=1.0, hidden=False):
        return Case(name, {"z": scale * rng.standard_normal(sizes), "t": rng.uniform(0, 1, sizes)}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 5)),
        case("one output", (9, 1)),
        case("confident", (5, 3), scale=3.0),
        case("hidden", (7, 2), scale=0.1, hidden=True),
    ]
