"""What one step of a plain RNN must compute, and the states on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every argument. Both inputs go through
one matrix, joined, not through two as in `solution.py`.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, h0, wx, wh, b):
    """tanh of the joined inputs times the joined weights."""
    inputs, weights = np.concatenate([x, h0], axis=-1), np.concatenate([wx, wh], axis=-2)
    return np.tanh(inputs @ weights + b[..., None, :])


def cases(rng):
    """Sizes N, D, H; states that are zero, small, large; units that are linear, bent, saturated."""

    def case(name, sizes, gain=0.5, scale=1.0, state=1.0, bias=0.5, **flags):
        N, D, H = sizes
        args = {
            "x": scale * rng.standard_normal((N, D)),
            "h0": np.tanh(state * rng.standard_normal((N, H))),
            "wx": gain / max(scale, 1.0) / np.sqrt(D) * rng.standard_normal((D, H)),
            "wh": gain / np.sqrt(H) * rng.standard_normal((H, H)),
            "b": bias * rng.standard_normal(H),
        }
        return Case(name, args, **flags)

    return [
        case("tiny", (4, 2, 3)),
        case("batch of one", (1, 5, 4)),
        case("one unit", (5, 3, 1)),
        case("one feature", (3, 1, 6)),
        case("zero state", (4, 6, 3), state=0.0),
        case("bent", (6, 4, 5), gain=1.5),
        case("saturated", (5, 4, 6), gain=2.0, bias=6.0, ill_conditioned=True),
        case("large inputs", (3, 5, 4), scale=1e4),
        case("small numbers", (5, 3, 6), gain=1e-3, scale=1e-5, state=1e-5, bias=1e-6),
        case("wide", (16, 14, 12)),
        case("hidden batch of eleven", (11, 3, 5), gain=0.8, hidden=True),
        case("hidden many features", (3, 13, 4), bias=1.5, hidden=True),
    ]
