"""What one step of RMSProp must give, and the arrays on which it is tried."""

import numpy as np

from exercises.catalog import Case


def forward(w, dw, s, lr, rho, eps):
    """(w - lr g / (root + eps), s) with s = (1 - rho) g² + rho s."""
    new_s = (1 - rho) * dw * dw + rho * s
    return w - lr * (dw / (np.sqrt(new_s) + eps)), new_s


def cases(rng):
    """Sizes (D, M); the first step, weights that got no gradient yet, an eps that counts, many scales."""

    def case(name, sizes, lr=0.1, rho=0.9, eps=1e-8, dw=1.0, s=1.0, hidden=False):
        args = {
            "w": rng.standard_normal(sizes),
            "dw": dw * rng.standard_normal(sizes),
            "s": s * rng.uniform(0.2, 2.0, sizes),
            "lr": lr,
            "rho": rho,
            "eps": eps,
        }
        return Case(name, args, hidden)

    untouched = case("weights without any gradient yet", (4, 5), s=0.0)
    untouched.args["dw"][:, ::2] = 0.0

    scales = 10.0 ** rng.integers(-3, 4, (6, 4))
    return [
        case("tiny", (2, 3), eps=0.01),
        case("one weight", (1, 1), lr=0.5, rho=0.6, eps=0.1),
        case("first step", (4, 3), s=0.0),
        untouched,
        case("rho = 0, only the sign is left", (3, 5), rho=0.0),
        case("learning rate 0", (2, 6), lr=0.0),
        case("gradient 0", (6, 2), dw=0.0),
        case("weights of many scales", (6, 4), dw=scales, s=scales**2),
        case("eps larger than the root", (5, 3), dw=1e-3, s=1e-6, eps=0.5, lr=3.0),
        case("gradients suddenly large", (7, 3), dw=100.0, lr=0.3),
        case("hidden", (9, 4), lr=0.03, rho=0.99, eps=1e-3, dw=3.0, hidden=True),
        case("hidden small gradients", (4, 7), lr=1.5, rho=0.5, eps=1e-4, dw=1e-3, s=1e-6, hidden=True),
    ]
