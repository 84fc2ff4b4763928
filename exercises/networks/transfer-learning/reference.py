"""What the loss of a partly frozen network must be, and the networks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on what is trained. Written as the log of
Σⱼ exp(zⱼ − z_t), in which p_t − 1 never occurs.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(W1, b1, W3, b3, W2, b2, W0, x, t, alpha):
    """The mean over n of log Σ exp(z[n, j] - z[n, t[n]]), z = tanh(tanh(x W1 + b1) W2 + b2) W3 + b3, and the pull."""
    h = np.tanh(x @ W1 + b1[..., None, :])
    f = np.tanh(h @ W2 + b2)
    z = f @ W3 + b3[..., None, :]
    behind = z - z[..., np.arange(len(t)), t][..., None]
    away = W1 - W0
    return smooth.logsumexp(behind).mean(-1) + alpha * (away * away).sum((-1, -2)) / 2


def cases(rng):
    """Sizes (N, D, H, M, C); a first layer near its start and far from it, saturated units, logits beyond exp."""

    def case(name, sizes, hidden=False, **how):
        return Case(name, network(rng, sizes, **how), hidden)

    def start(name, sizes):
        """Where training begins: W1 is what was pre-trained, and the head knows nothing, so the loss is log C."""
        drawn = case(name, sizes)
        new = {key: np.zeros_like(drawn.args[key]) for key in ("W3", "b3")}
        return Case(name, drawn.args | {"W0": drawn.args["W1"].copy()} | new)

    def saturated(name, sizes):
        """Every second unit of either layer says ±1 whatever it sees."""
        drawn = case(name, sizes)
        for bias in (drawn.args["b1"], drawn.args["b2"]):
            bias[::2] = np.copysign(1000.0, bias[::2])
        return drawn

    def thousands(name, sizes):
        """Softmax is 0 or 1 in float64, and the labels of the first two samples are the least likely classes."""
        drawn = case(name, sizes, logits=2000.0)
        a = drawn.args
        f = np.tanh(np.tanh(a["x"] @ a["W1"] + a["b1"]) @ a["W2"] + a["b2"])
        a["t"][:2] = (f @ a["W3"] + a["b3"])[:2].argmin(axis=1)
        return drawn

    return [
        case("tiny", (4, 2, 3, 5, 3)),
        case("batch of one", (1, 5, 4, 3, 2)),
        case("two classes", (7, 3, 4, 6, 2)),
        case("one feature", (6, 4, 3, 1, 5)),
        case("no pull", (6, 5, 2, 3, 4), alpha=0.0),
        case("far from the start", (8, 4, 5, 2, 3), alpha=2.0, moved=100.0),
        start("start of the training", (9, 3, 4, 5, 2)),
        saturated("saturated units", (7, 4, 6, 5, 3)),
        thousands("logits of 1000", (6, 3, 5, 4, 3)),
        case("wide", (10, 40, 16, 12, 5)),
        case("hidden batch of eleven", (11, 6, 5, 3, 4), hidden=True),
        case("hidden small logits", (5, 2, 6, 4, 3), logits=1e-2, hidden=True),
    ]


def gentle(inputs, W, b):
    """A layer scaled so that what reaches its tanh is within ±2."""
    most = 2 / np.abs(inputs @ W + b).max()
    return most * W, most * b


def network(rng, sizes, alpha=0.3, moved=0.5, logits=1.0):
    """Inputs of tanh within ±2: beyond, 1 - h² loses digits."""
    N, D, H, M, C = sizes
    x = rng.standard_normal((N, D))
    W1, b1 = gentle(x, rng.standard_normal((D, H)), rng.standard_normal(H))
    W2, b2 = gentle(np.tanh(x @ W1 + b1), rng.standard_normal((H, M)), rng.standard_normal(M))
    return {
        "W1": W1, "b1": b1, "W3": logits * rng.standard_normal((M, C)), "b3": logits * rng.standard_normal(C),
        "W2": W2, "b2": b2, "W0": W1 + moved * rng.standard_normal((D, H)),
        "x": x, "t": rng.integers(0, C, N), "alpha": alpha,
    }  # fmt: skip
