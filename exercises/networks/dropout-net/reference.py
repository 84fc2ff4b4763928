"""What the loss of a network with dropout must be, and the networks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter. Selects by the masks
where `solution.py` multiplies by them, and writes the loss as the log of Σⱼ exp(zⱼ − z_t).
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def _with(relu):
    """The loss with this ReLU in both layers."""

    def loss(W1, b1, W2, b2, W3, b3, x, t, mask1, mask2, keep, training):
        def dropped(r, mask):
            return np.where(mask, r / keep, 0 * r) if training else r

        h1 = dropped(relu(x @ W1 + b1[..., None, :]), mask1)
        h2 = dropped(relu(h1 @ W2 + b2[..., None, :]), mask2)
        z = h2 @ W3 + b3[..., None, :]
        return smooth.logsumexp(z - z[..., np.arange(len(t)), t][..., None]).mean(-1)

    return loss


def _relu(a):
    """A step is followed to its side of the kink."""
    return np.where(a > 0, a, 0 * a)


def _relu_with_slope(at_zero):
    """With this derivative at 0, whichever way a step goes."""
    return lambda a: np.where(a.real > 0, a, np.where(a.real == 0, at_zero * a, 0 * a))


forward = _with(_relu)
subgradients = [_with(_relu_with_slope(at_zero)) for at_zero in (0.0, 0.5, 1.0)]


def telling(args):
    """Whether no entry of a gradient nearly cancels: right code would seem to be wrong there by some digits."""
    for name in ("W1", "b1", "W2", "b2", "W3", "b3"):
        steps = 1e-30j * np.eye(args[name].size).reshape(-1, *args[name].shape)
        slopes = np.abs(forward(**(args | {name: args[name] + steps})).imag)
        if np.any((slopes < 0.005 * slopes.max()) & (slopes > 0)):
            return False
    return True


def cases(rng):
    """Sizes (N, D, H, M, C); both modes, masks of all kinds, dead units, logits beyond exp.

    With biases of 0 a sample of zeros, or one that has lost all its units, stands on the kink.
    """

    def case(name, sizes, hidden=False, **how):
        return Case(name, network(rng, sizes, **how), hidden)

    def thousands(name, sizes):
        """Softmax is 0 or 1 in float64, and the first two samples have the classes that b3 favours least."""
        drawn = case(name, sizes, logits=1000.0)
        drawn.args["t"][:2] = drawn.args["b3"].argmin()
        return drawn

    def live(name, sizes):
        """Every unit is on, so that nothing but the masks decides on what gets a gradient."""
        drawn = case(name, sizes, logits=0.3)
        drawn.args["b1"] += 3.0
        drawn.args["b2"] += 6.0
        return drawn if telling(drawn.args) else live(name, sizes)

    return [
        live("tiny", (4, 2, 3, 4, 3)),
        case("eval", (7, 4, 5, 3, 2), training=False),
        case("batch of one", (1, 5, 7, 6, 3)),
        case("one feature", (6, 1, 4, 5, 3), keep=0.5),
        case("few are kept", (8, 3, 6, 4, 5), keep=0.2, logits=0.2),
        case("nothing dropped", (5, 4, 2, 3, 6), keep=1.0),
        case("a whole layer dropped", (5, 3, 4, 2, 3), mask1=np.zeros((5, 4), bool)),
        thousands("logits of 1000", (6, 4, 7, 5, 3)),
        case("kink: a sample of zeros", (3, 2, 5, 4, 3), b1=np.zeros(5), x=np.diag([0.0, 1.0, -2.0])[:, 1:]),
        case("kink: all dropped and no bias", (3, 4, 2, 5, 3), b2=np.zeros(5), mask1=np.tri(3, 2, -1) > 0),
        case("wide", (10, 40, 16, 12, 5), keep=0.8),
        case("hidden batch of eleven", (11, 6, 5, 3, 4), keep=0.7, hidden=True),
        case("hidden eval", (5, 2, 6, 4, 3), keep=0.3, training=False, hidden=True),
    ]  # fmt: skip


def some(rng, shape, keep):
    """A mask with this probability of True, and one of either kind at least."""
    mask = rng.random(shape) < keep
    mask.flat[rng.permutation(mask.size)[:2]] = True, False
    return mask if keep < 1 else np.ones(shape, bool)


def network(rng, sizes, keep=0.6, logits=1.0, **rest):
    """Units are 1 or so big; in every layer some are kept and some are not."""
    N, D, H, M, C = sizes
    args = {
        "W1": rng.standard_normal((D, H)) / np.sqrt(D), "b1": 0.5 * rng.standard_normal(H),
        "W2": rng.standard_normal((H, M)) / np.sqrt(H), "b2": 0.5 * rng.standard_normal(M),
        "W3": logits * rng.standard_normal((M, C)) / np.sqrt(M), "b3": logits * 0.5 * rng.standard_normal(C),
        "x": rng.standard_normal((N, D)), "t": rng.integers(0, C, N),
        "mask1": some(rng, (N, H), keep), "mask2": some(rng, (N, M), keep), "keep": keep, "training": True,
    }  # fmt: skip
    return args | rest
