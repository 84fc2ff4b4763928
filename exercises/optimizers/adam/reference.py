"""What one step of Adam must give, and the arrays on which it is tried.

From the definition of Kingma and Ba (2015, algorithm 1), in which eps stands beside the root of the corrected v.
"""

import math

import numpy as np

from exercises.catalog import Case


def forward(w, dw, m, v, t, lr, beta1, beta2, eps):
    """(w, m, v) after step t; the corrections enter as one factor before m and one before the root."""
    new_m = dw - beta1 * (dw - m)
    new_v = beta2 * v + (1 - beta2) * dw * dw
    root = np.sqrt(new_v) / math.sqrt(1 - beta2**t)
    return w - new_m * (lr / (1 - beta1**t)) / (root + eps), new_m, new_v


def cases(rng):
    """Sizes (D, M); the first step, the second, late ones, weights without a gradient, an eps that counts."""

    def case(name, sizes, t, lr=0.1, betas=(0.9, 0.999), eps=1e-8, dw=1.0, m=1.0, hidden=False):
        """Averages as they are after some steps with gradients of size `m`; none before the first step."""
        before = m if t > 1 else 0.0
        args = {
            "w": rng.standard_normal(sizes),
            "dw": dw * rng.standard_normal(sizes),
            "m": before * rng.uniform(-1.0, 1.0, sizes) * (1 - betas[0] ** t),
            "v": before**2 * rng.uniform(0.2, 2.0, sizes) * (1 - betas[1] ** t),
            "t": t,
            "lr": lr,
            "beta1": betas[0],
            "beta2": betas[1],
            "eps": eps,
        }
        return Case(name, args, hidden)

    untouched = case("weights without any gradient yet", (4, 5), 3)
    for name in ("dw", "m", "v"):
        untouched.args[name][:, ::2] = 0.0

    scales = 10.0 ** rng.integers(-3, 4, (6, 4))
    return [
        case("tiny", (2, 3), 2, betas=(0.5, 0.8), eps=0.01),
        case("first step", (4, 3), 1),
        case("first step, one weight", (1, 1), 1, lr=0.5, betas=(0.6, 0.7), eps=0.1),
        case("second step", (3, 5), 2),
        case("tenth step", (5, 3), 10, betas=(0.8, 0.95)),
        case("step 100000", (7, 2), 100_000),
        untouched,
        case("gradient 0", (6, 2), 5, dw=0.0),
        case("weights of many scales", (6, 4), 7, dw=scales, m=scales),
        case("eps larger than the root", (5, 4), 4, dw=1e-3, m=1e-3, eps=0.5, lr=3.0),
        case("no memory", (2, 7), 3, betas=(0.0, 0.0), lr=0.2),
        case("hidden", (9, 4), 37, lr=0.03, betas=(0.95, 0.99), eps=1e-3, dw=3.0, hidden=True),
        case("hidden first step", (4, 8), 1, lr=1.5, betas=(0.7, 0.98), eps=1e-4, dw=1e-3, hidden=True),
    ]
