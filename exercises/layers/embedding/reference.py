"""What an embedding must compute, and the ids on which it is tried.

Works for real, complex and long double tables and for a leading stack axis on the table.
"""

import numpy as np

from exercises.catalog import Case


def forward(ids, table):
    """y[..., n, t, :] = table[..., ids[n, t], :]."""
    return np.take(table, ids, axis=-2)


def cases(rng):
    """Sizes (N, T, V, D); linear in the table. What matters is how often an id occurs: never, once, many times.

    There are more places than rows in most cases, so that some id must occur again. The last row is often unused:
    how many rows there are cannot be read off the ids.
    """

    def case(name, sizes, used=None, scale=1.0, hidden=False):
        N, T, V, D = sizes
        ids = rng.integers(0, used or V, (N, T))
        return Case(name, {"ids": ids, "table": scale * rng.standard_normal((V, D))}, hidden)

    def listed(name, ids, V, D):
        return Case(name, {"ids": ids, "table": rng.standard_normal((V, D))})

    sizes_of_rows = 10.0 ** rng.integers(-3, 7, (8, 1))
    return [
        case("tiny", (2, 4, 6, 3), used=5),
        listed("every row once", rng.permutation(12).reshape(3, 4), 12, 5),
        listed("one id everywhere", np.full((3, 5), rng.integers(1, 3)), 4, 2),
        case("batch of one", (1, 9, 4, 5)),
        case("one step", (7, 1, 5, 4), used=3),
        case("mostly padding", (4, 6, 5, 3), used=2),
        case("few rows used", (2, 3, 40, 6)),
        case("one feature", (3, 4, 7, 1)),
        listed("table of one row", np.zeros((2, 5), np.int64), 1, 4),
        case("rows of many sizes", (5, 4, 8, 3), scale=sizes_of_rows),
        case("wide", (6, 8, 120, 40)),
        case("hidden", (6, 5, 9, 4), used=7, hidden=True),
        case("hidden batch of thirteen", (13, 2, 3, 6), hidden=True),
    ]
