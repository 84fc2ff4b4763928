"""What one step of an LSTM must compute, and the states on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every argument. The gates are cut
from the last axis by a reshape, and both inputs go through one matrix, so that no step is shared with `solution.py`.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, h0, c0, wx, wh, b):
    """h and c after the step; gates in the order i, f, g, o."""
    inputs, weights = np.concatenate([x, h0], axis=-1), np.concatenate([wx, wh], axis=-2)
    a = inputs @ weights + b[..., None, :]
    gates = a.reshape(*a.shape[:-1], 4, h0.shape[-1])
    opened = smooth.sigmoid(gates)
    i, f, g, o = opened[..., 0, :], opened[..., 1, :], np.tanh(gates[..., 2, :]), opened[..., 3, :]
    c = f * c0 + i * g
    return o * np.tanh(c), c


def cases(rng):
    """Sizes N, D, H; gates half-open, open and shut; cells that are zero, small and large.

    Gates stay within about σ(±8): further out the usual s(1 − s) has so few digits left that right code would look
    wrong.
    """

    def case(name, sizes, gain=0.5, scale=1.0, state=1.0, gates=(0.0, 0.0, 0.0, 0.0), **flags):
        N, D, H = sizes
        args = {
            "x": scale * rng.standard_normal((N, D)),
            "h0": np.tanh(state * rng.standard_normal((N, H))),
            "c0": state * rng.standard_normal((N, H)),
            "wx": gain / max(scale, 1.0) / np.sqrt(D) * rng.standard_normal((D, 4 * H)),
            "wh": gain / np.sqrt(H) * rng.standard_normal((H, 4 * H)),
            "b": 0.3 * rng.standard_normal(4 * H) + np.repeat(gates, H),
        }
        return Case(name, args, **flags)

    return [
        case("tiny", (4, 1, 2)),
        case("batch of one", (1, 5, 4)),
        case("one unit", (5, 3, 1)),
        case("zero state", (2, 5, 4), state=0.0),
        case("bent", (6, 2, 5), gain=1.5),
        case("open gates", (3, 5, 4), gates=(4.0, 4.0, 0.0, 4.0)),
        case("shut gates", (4, 2, 5), gates=(-5.0, -6.0, 0.0, -4.0)),
        case("a gate that only remembers, large cells", (3, 4, 2), gates=(-5.0, 5.0, 0.0, 2.0), state=2.5),
        case("large inputs", (4, 5, 2), scale=1e4),
        case("small inputs", (3, 4, 5), scale=1e-6, state=1e-6),
        case("wide", (12, 9, 8)),
        case("hidden", (7, 2, 3), gain=1.0, state=0.5, hidden=True),
        case("hidden many features", (4, 11, 3), gates=(0.0, -3.0, 0.0, 0.0), hidden=True),
    ]
