"""What one step of AdamW must give, and the arrays on which it is tried.

From the definition of Loshchilov and Hutter (2019, algorithm 2), the schedule's factor being in lr.
"""

import math

import numpy as np

from exercises.catalog import Case


def forward(w, dw, m, v, t, lr, beta1, beta2, eps, decay):
    """(w, m, v) after step t: the weights shrunk by 1 - lr decay, less Adam's step."""
    new_m = dw - beta1 * (dw - m)
    new_v = beta2 * v + (1 - beta2) * dw * dw
    root = np.sqrt(new_v) / math.sqrt(1 - beta2**t)
    return (1 - lr * decay) * w - new_m * (lr / (1 - beta1**t)) / (root + eps), new_m, new_v


def cases(rng):
    """Sizes (D, M); the first step, late ones, decay alone and no decay, large weights, an eps that counts."""

    def case(name, sizes, t, lr=0.1, betas=(0.9, 0.999), eps=1e-8, decay=0.1, w=1.0, dw=1.0, hidden=False):
        """Averages as they are after some steps with gradients of size `dw`; none before the first step."""
        before = dw if t > 1 else 0.0
        args = {
            "w": w * rng.standard_normal(sizes),
            "dw": dw * rng.standard_normal(sizes),
            "m": before * rng.uniform(-1.0, 1.0, sizes) * (1 - betas[0] ** t),
            "v": before**2 * rng.uniform(0.2, 2.0, sizes) * (1 - betas[1] ** t),
            "t": t,
            "lr": lr,
            "beta1": betas[0],
            "beta2": betas[1],
            "eps": eps,
            "decay": decay,
        }
        return Case(name, args, hidden)

    scales = 10.0 ** rng.integers(-3, 4, (6, 4))
    return [
        case("tiny", (2, 3), 2, betas=(0.5, 0.8), eps=0.01, decay=0.5),
        case("first step", (4, 3), 1),
        case("first step, one weight", (1, 1), 1, lr=0.5, betas=(0.6, 0.7), eps=0.1, decay=0.4),
        case("second step", (3, 5), 2, decay=0.01),
        case("step 100000", (7, 2), 100_000),
        case("no decay", (5, 3), 10, betas=(0.8, 0.95), decay=0.0),
        case("decay alone", (6, 2), 1, dw=0.0, decay=0.3),
        case("large weights", (5, 6), 4, w=100.0, decay=0.02),
        case("weights of many gradients", (6, 4), 7, dw=scales),
        case("eps larger than the root", (5, 4), 4, dw=1e-3, eps=0.5, lr=3.0, decay=0.05),
        case("the decay takes it all", (2, 7), 3, lr=0.5, decay=2.0),
        case("hidden", (9, 4), 37, lr=0.03, betas=(0.95, 0.99), eps=1e-3, dw=3.0, hidden=True),
        case("hidden first step", (4, 8), 1, lr=1.5, betas=(0.7, 0.98), eps=1e-4, dw=1e-3, hidden=True),
    ]
