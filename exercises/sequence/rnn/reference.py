"""What a plain RNN must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every argument. What x gives is
computed for all steps at once, not within the loop as in `solution.py`.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, h0, wx, wh, b):
    """h[..., n, t, :] after each step."""
    # Samples and steps in one axis, since a stacked wx has no axis for the steps.
    flat = x.reshape(*x.shape[:-3], -1, x.shape[-1]) @ wx + b[..., None, :]
    driven = flat.reshape(*x.shape[:-1], b.shape[-1])
    h, states = h0, []
    for t in range(x.shape[-2]):
        h = np.tanh(driven[..., t, :] + h @ wh)
        states.append(h)
    return np.stack(states, axis=-2)


def cases(rng):
    """Sizes N, T, D, H; wh that lets signals die, keep or grow; states that are zero, small, near 1."""

    def case(name, sizes, gain=0.5, scale=1.0, state=1.0, bias=0.3, **flags):
        N, T, D, H = sizes
        args = {
            "x": scale * rng.standard_normal((N, T, D)),
            "h0": np.tanh(state * rng.standard_normal((N, H))),
            "wx": 0.5 / max(scale, 1.0) / np.sqrt(D) * rng.standard_normal((D, H)),
            "wh": gain / np.sqrt(H) * rng.standard_normal((H, H)),
            "b": bias * rng.standard_normal(H),
        }
        return Case(name, args, **flags)

    return [
        case("tiny", (3, 4, 1, 2)),
        case("one step", (4, 1, 3, 2)),
        case("batch of one", (1, 5, 3, 4)),
        case("one unit", (5, 4, 3, 1)),
        case("zero state", (2, 3, 5, 4), state=0.0),
        case("long, the signal stays", (2, 16, 3, 4), gain=1.0),
        case("long, the signal dies", (2, 15, 4, 3), gain=0.2),
        case("wh that makes signals grow", (3, 6, 2, 5), gain=2.0),
        case("saturated", (4, 3, 2, 5), gain=2.0, bias=5.0, ill_conditioned=True),
        case("large inputs", (4, 3, 5, 2), scale=1e4),
        case("small numbers", (3, 5, 4, 2), scale=1e-6, state=1e-6, bias=1e-6),
        case("wide", (10, 6, 9, 8)),
        case("hidden", (4, 7, 2, 3), gain=1.2, hidden=True),
        case("hidden two steps", (5, 2, 6, 3), state=0.3, hidden=True),
    ]
