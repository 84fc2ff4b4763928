"""What the loss of a network with one hidden layer must be, and the networks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter. Written as the log of
Σⱼ exp(zⱼ − z_t), in which p_t − 1 never occurs.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(W1, b1, W2, b2, x, t):
    """loss = mean over n of log sum over j of exp(z[n, j] - z[n, t[n]]), z = tanh(x W1 + b1) W2 + b2."""
    h = np.tanh(x @ W1 + b1[..., None, :])
    z = h @ W2 + b2[..., None, :]
    behind = z - z[..., np.arange(len(t)), t][..., None]
    return smooth.logsumexp(behind).mean(-1)


def cases(rng):
    """Sizes (N, D, H, C); units that are saturated, logits that exp cannot bear, a network that has not begun."""

    def case(name, sizes, hidden=False, **how):
        return Case(name, network(rng, sizes, **how), hidden)

    return [
        case("tiny", (5, 2, 4, 3)),
        case("batch of one", (1, 5, 3, 4)),
        case("one hidden unit", (7, 3, 1, 4)),
        case("two classes", (8, 5, 3, 2)),
        case("one feature", (4, 1, 6, 3)),
        start(case("all parameters zero", (7, 4, 5, 3))),
        saturated(case("saturated units", (9, 3, 6, 5))),
        thousands(case("logits of 1000", (6, 4, 7, 3), logits=2000.0)),
        high(case("logits of 900", (4, 3, 5, 2))),
        case("large features", (11, 4, 5, 3), features=100.0),
        case("wide", (16, 40, 30, 8)),
        case("hidden batch of thirteen", (13, 6, 5, 4), hidden=True),
        case("hidden small logits", (5, 7, 4, 3), logits=1e-2, hidden=True),
    ]


def network(rng, sizes, features=1.0, logits=1.0):
    """Hidden inputs within ±2 whatever the scale of the features: beyond, 1 - h² loses digits."""
    N, D, H, C = sizes
    args = {
        "W1": rng.standard_normal((D, H)) / np.sqrt(D) / features,
        "b1": 0.5 * rng.standard_normal(H),
        "W2": logits * rng.standard_normal((H, C)) / np.sqrt(H),
        "b2": logits * 0.5 * rng.standard_normal(C),
        "x": features * rng.standard_normal((N, D)),
        "t": rng.integers(0, C, N),
    }
    gentle = 2 / max(2, np.abs(args["x"] @ args["W1"] + args["b1"]).max())
    args |= {"W1": gentle * args["W1"], "b1": gentle * args["b1"]}
    return args


def saturated(drawn):
    """Every second unit says ±1 whatever it sees."""
    drawn.args["b1"][::2] = np.copysign(1000.0, drawn.args["b1"][::2])
    return drawn


def start(drawn):
    """All parameters 0, as nobody should begin: the loss is log C, and only b2 has a gradient.

    None at all if every class had as many samples: let C not divide N.
    """
    return Case(drawn.name, {key: value if key in "xt" else 0 * value for key, value in drawn.args.items()})


def thousands(drawn):
    """Softmax is 0 or 1 in float64, and the labels of the first two samples are the least likely classes."""
    a = drawn.args
    z = np.tanh(a["x"] @ a["W1"] + a["b1"]) @ a["W2"] + a["b2"]
    a["t"][:2] = z[:2].argmin(axis=1)
    return drawn


def high(drawn):
    """Logits near 900, where exp overflows: exact ones, of saturated units and short binary fractions."""
    args = drawn.args
    args["b1"] = np.copysign(1000.0, args["b1"])
    return Case(
        drawn.name, args | {"W2": np.round(64 * args["W2"]) / 64, "b2": np.arange(900.0, 900 + args["b2"].size)}
    )
