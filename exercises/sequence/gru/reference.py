"""What the GRU must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every argument. The weights are cut
into three by a reshape, and what x gives is computed for all steps at once, unlike in `solution.py`.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, h0, wx, wh, b):
    """h[..., n, t, :] after each step; blocks in the order r, z, n; the reset before the product; z keeps."""
    H = h0.shape[-1]
    # Samples and steps in one axis, since a stacked wx has no axis for the steps.
    flat = x.reshape(*x.shape[:-3], -1, x.shape[-1]) @ wx + b[..., None, :]
    driven = flat.reshape(*x.shape[:-1], 3, H)
    blocks = wh.reshape(*wh.shape[:-1], 3, H)
    w_r, w_z, w_n = (blocks[..., k, :] for k in range(3))
    h, states = h0, []
    for t in range(x.shape[-2]):
        r = smooth.sigmoid(driven[..., t, 0, :] + h @ w_r)
        z = smooth.sigmoid(driven[..., t, 1, :] + h @ w_z)
        n = np.tanh(driven[..., t, 2, :] + (r * h) @ w_n)
        h = n + z * (h - n)
        states.append(h)
    return np.stack(states, axis=-2)


def cases(rng):
    """Sizes N, T, D, H; gates half-open, open and shut; states that are zero, small, above 1.

    Gates stay within about σ(±8): further out the usual s(1 − s) has so few digits left that right code would look
    wrong.
    """

    def case(name, sizes, gain=0.5, scale=1.0, state=1.0, gates=(0.0, 0.0, 0.0), **flags):
        N, T, D, H = sizes
        args = {
            "x": scale * rng.standard_normal((N, T, D)),
            "h0": state * rng.standard_normal((N, H)),
            "wx": gain / max(scale, 1.0) / np.sqrt(D) * rng.standard_normal((D, 3 * H)),
            "wh": 1.5 * gain / np.sqrt(H) * rng.standard_normal((H, 3 * H)),
            "b": 0.3 * rng.standard_normal(3 * H) + np.repeat(gates, H),
        }
        return Case(name, args, **flags)

    return [
        case("tiny", (3, 4, 1, 2)),
        case("one step", (4, 1, 3, 2)),
        case("batch of one", (1, 5, 3, 4)),
        case("one unit", (5, 4, 3, 1)),
        case("zero state", (2, 3, 5, 4), state=0.0),
        case("long, the state is kept", (2, 14, 3, 4), gates=(0.0, 3.0, 0.0)),
        case("everything reset", (3, 5, 2, 4), gates=(-5.0, -1.0, 0.0)),
        case("the state is replaced", (3, 4, 2, 5), gates=(4.0, -5.0, 0.0)),
        case("large inputs", (4, 3, 5, 2), scale=1e4),
        case("small inputs", (3, 5, 4, 2), scale=1e-6, state=1e-6),
        case("wide", (9, 6, 8, 7)),
        case("hidden", (4, 6, 2, 3), gain=1.0, state=0.5, hidden=True),
        case("hidden two steps", (5, 2, 6, 3), gates=(2.0, -2.0, 0.5), hidden=True),
    ]
