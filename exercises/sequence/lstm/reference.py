"""What the LSTM must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every argument. The gates are cut
from the last axis by a reshape, not by the slices of `solution.py`, so that the two share no step.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, h0, c0, wx, wh, b):
    """h[..., n, t, :] after each step; gates in the order i, f, g, o."""
    H = h0.shape[-1]
    h, c, states = h0, c0, []
    for t in range(x.shape[-2]):
        a = x[..., t, :] @ wx + h @ wh + b[..., None, :]
        gates = a.reshape(*a.shape[:-1], 4, H)
        # One call for all four, though g has no use for it: calls cost more here than numbers.
        opened = smooth.sigmoid(gates)
        i, f, g, o = opened[..., 0, :], opened[..., 1, :], np.tanh(gates[..., 2, :]), opened[..., 3, :]
        c = f * c + i * g
        h = o * np.tanh(c)
        states.append(h)
    return np.stack(states, axis=-2)


def cases(rng):
    """Sizes N, T, D, H; gates half-open, open and shut; states that are zero, small and large.

    Gates stay within about σ(±10): near σ(20) the usual s(1 − s), and near σ(−20) the usual (1 + tanh(z/2))/2,
    have so few digits left that right code would look wrong.
    """

    def case(name, sizes, gain=0.7, scale=1.0, state=1.0, gates=(0.0, 0.0, 0.0, 0.0), hidden=False):
        N, T, D, H = sizes
        args = {
            "x": scale * rng.standard_normal((N, T, D)),
            "h0": np.tanh(state * rng.standard_normal((N, H))),
            "c0": state * rng.standard_normal((N, H)),
            "wx": gain / max(scale, 1.0) * rng.standard_normal((D, 4 * H)),
            "wh": gain * rng.standard_normal((H, 4 * H)),
            "b": 0.5 * rng.standard_normal(4 * H) + np.repeat(gates, H),
        }
        return Case(name, args, hidden)

    return [
        case("tiny", (3, 4, 1, 2)),
        case("one step", (4, 1, 3, 2)),
        case("batch of one", (1, 5, 3, 4)),
        case("zero state", (2, 3, 5, 4), state=0.0),
        case("one unit", (5, 4, 3, 1), gain=0.5),
        case("long", (2, 16, 3, 4), gain=0.4, gates=(0.0, 2.0, 0.0, 0.0)),
        case("open gates", (2, 3, 5, 4), gain=0.3, gates=(4.0, 4.0, 0.0, 4.0)),
        case("shut gates", (3, 5, 2, 4), gain=0.3, gates=(-6.0, -7.0, 0.0, -5.0)),
        case("gates that only remember", (3, 6, 2, 4), gain=0.3, gates=(-7.0, 5.0, 0.0, 3.0), state=1.5),
        case("large inputs", (4, 3, 5, 2), scale=20.0),
        case("small inputs", (3, 5, 4, 2), scale=1e-6, state=1e-6),
        case("wide", (10, 6, 5, 7), gain=0.4),
        case("hidden", (4, 7, 2, 3), gain=1.0, state=0.5, hidden=True),
        case("hidden two steps", (5, 2, 6, 3), gates=(0.0, -3.0, 0.0, 0.0), hidden=True),
    ]
