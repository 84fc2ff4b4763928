"""What the loss of a network of three layers must be, and the networks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter. Written as the log of
Σⱼ exp(zⱼ − z_t), in which p_t − 1 never occurs.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case

NEAR = 3e-4
"""So near to 0, no input of a ReLU is drawn: differences would see both sides of the kink."""


def forward(W0, b0, W1, b1, W2, b2, x, t):
    """loss = mean over n of log sum over j of exp(z[n, j] - z[n, t[n]])."""
    return _network(_relu, W0, b0, W1, b1, W2, b2, x, t)


def _network(relu, W0, b0, W1, b1, W2, b2, x, t):
    h = relu(x @ W0 + b0[..., None, :])
    h = relu(h @ W1 + b1[..., None, :])
    z = h @ W2 + b2[..., None, :]
    behind = z - z[..., np.arange(len(t)), t][..., None]
    return smooth.logsumexp(behind).mean(-1)


def _relu(a):
    """A step is followed to its side of the kink."""
    return np.where(a > 0, a, 0 * a)


def _with_slope(at_zero):
    """The network whose ReLUs have this derivative at 0, whatever the step."""

    def relu(a):
        return np.where(a.real > 0, a, np.where(a.real == 0, at_zero * a, 0 * a))

    return lambda W0, b0, W1, b1, W2, b2, x, t: _network(relu, W0, b0, W1, b1, W2, b2, x, t)


subgradients = [_with_slope(0.0), _with_slope(0.5), _with_slope(1.0)]


def hidden_inputs(args):
    """What the units of both hidden layers receive."""
    first = args["x"] @ args["W0"] + args["b0"]
    return first, np.maximum(first, 0) @ args["W1"] + args["b1"]


def telling(args):
    """Whether no gradient's entry nearly cancels: right code would seem to be wrong there by some digits."""
    for name in ("W0", "b0", "W1", "b1", "W2", "b2"):
        steps = 1e-30j * np.eye(args[name].size).reshape(-1, *args[name].shape)
        slopes = np.abs(forward(**(args | {name: args[name] + steps})).imag)
        if slopes.min(initial=np.inf, where=slopes > 0) < 0.005 * slopes.max() or np.mean(slopes > 0) < 0.6:
            return False
    return True


def network(rng, sizes, scale=1.0, logits=1.0, bias=0.3):
    """Parameters and data, no ReLU near its kink. `scale` is that of the data; the second layer brings it back to 1."""
    N, D, H, M, C = sizes
    while True:
        args = {
            "W0": rng.standard_normal((D, H)) * np.sqrt(2 / D),
            "b0": scale * (0.3 * rng.standard_normal(H) + bias),
            "W1": rng.standard_normal((H, M)) * np.sqrt(2 / H) / scale,
            "b1": 0.3 * rng.standard_normal(M) + 0.3,
            "W2": logits * rng.standard_normal((M, C)) / np.sqrt(M),
            "b2": logits * 0.5 * rng.standard_normal(C),
            "x": scale * rng.standard_normal((N, D)),
            "t": rng.integers(0, C, N),
        }
        first, second = hidden_inputs(args)
        if min(np.abs(first).min() / scale, np.abs(second).min()) > NEAR:
            return args


def cases(rng):
    """Sizes (N, D, H, M, C); units that are open, shut or both, layers that let nothing through, huge logits."""

    def case(name, sizes, hidden=False, **how):
        return Case(name, network(rng, sizes, **how), hidden)

    def small(name, sizes):
        found = case(name, sizes)
        while not telling(found.args):
            found = case(name, sizes)
        return found

    def whole_numbers(name, sizes):
        """So small that the input of a ReLU is 0 again and again, whatever the order of the sum."""
        found = case(name, sizes)
        found.args.update(
            {key: rng.integers(-1, 2, found.args[key].shape) * 1.0 for key in ("x", "W0", "b0", "W1", "b1")}
        )
        return found

    return [
        small("tiny", (5, 2, 4, 3, 6)),
        case("batch of one", (1, 5, 3, 6, 4)),
        case("one unit", (8, 3, 1, 5, 4), bias=1.0),
        case("some units shut", (9, 3, 5, 6, 4), bias=np.array([-9.0, 0.0, 9.0, 0.0, -9.0])),
        shut(case("first layer shut", (4, 3, 5, 6, 2))),
        thousands(case("logits of 1000", (6, 4, 7, 5, 3), logits=2000.0)),
        high(case("logits of 900", (4, 5, 7, 6, 3))),
        case("two classes, large data", (11, 4, 5, 6, 2), scale=1e4),
        case("wide", (12, 30, 20, 16, 8)),
        whole_numbers("kink: whole numbers", (8, 3, 5, 6, 4)),
        case("hidden batch of thirteen", (13, 6, 5, 7, 4), hidden=True),
        case("hidden small logits", (5, 7, 6, 4, 3), logits=1e-2, hidden=True),
    ]


def shut(drawn):
    """Nothing gets through the first layer: only what stands above it learns, and not from x."""
    drawn.args["b0"] -= 20.0
    return drawn


def thousands(drawn):
    """Softmax is 0 or 1 in float64, and the labels of the first two samples are the least likely classes."""
    a = drawn.args
    z = np.maximum(hidden_inputs(a)[1], 0) @ a["W2"] + a["b2"]
    a["t"][:2] = z[:2].argmin(axis=1)
    return drawn


def high(drawn):
    """Logits near 900, where exp overflows. Numbers are odd multiples of 1/128: every sum is exact, none is 0."""
    drawn.args.update({key: np.round(64 * value) / 64 + 1 / 128 for key, value in drawn.args.items() if key != "t"})
    drawn.args["b2"] += 900.0
    return drawn
