"""What batch normalization of images must compute, and the batches on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x, gamma and beta. Makes a batch of
vectors of the pixels first, so that it shares no axis with `solution.py`.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """y, and the running statistics after this batch; the running variance takes the one with 1/(n - 1)."""
    channels_first = x.swapaxes(-4, -3)
    rows = channels_first.reshape(*channels_first.shape[:-3], -1)  # (..., C, n)
    n, nothing = rows.shape[-1], 0 * rows[..., 0]  # `nothing` has the stack axis that the running statistics lack
    mean, var = running_mean + nothing, running_var + nothing
    new_mean, new_var = mean, var
    if training:
        mean, var = rows.mean(-1), smooth.var(rows, -1)
        new_mean = new_mean + momentum * (mean - new_mean)
        new_var = new_var + momentum * (n / (n - 1) * var - new_var)
    scale = gamma / np.sqrt(var + eps)
    y = (rows - mean[..., None]) * scale[..., None] + beta[..., None]
    return y.reshape(channels_first.shape).swapaxes(-4, -3), new_mean, new_var


def cases(rng):
    """Sizes (N, C, H, W); channels of many sizes, some dead, some far from zero; one pixel, one image; both modes.

    With an eps far below the variance two numbers are always at -1 and 1, and what is left of dx is rounding: the
    fewer numbers a channel has, the larger eps is here.
    """

    def case(name, sizes, eps=1e-5, momentum=0.1, training=True, scale=1.0, centre=1.0, **flags):
        C = sizes[1]
        sigma, shift = scale * np.ones(C), rng.standard_normal(C)
        args = {
            "x": sigma[:, None, None] * (rng.standard_normal(sizes) + centre * shift[:, None, None]),
            "gamma": rng.choice([-1.0, 1.0], C) * rng.uniform(0.5, 2.0, C),
            "beta": rng.standard_normal(C),
            "running_mean": sigma * rng.standard_normal(C),
            "running_var": sigma**2 * rng.uniform(0.5, 3.0, C),
            "momentum": momentum,
            "eps": eps,
            "training": training,
        }
        return Case(name, args, **flags)

    def with_dead_channels(name, sizes):
        drawn = case(name, sizes, eps=1e-3, momentum=0.9)
        drawn.args["x"][:, ::2] = 0.0
        return drawn

    return [
        case("tiny", (2, 3, 1, 4), eps=0.1, momentum=0.25),
        case("eval", (4, 5, 2, 3), eps=0.01, training=False),
        case("batch of one", (1, 3, 5, 4), eps=0.01, momentum=0.3),
        case("one pixel in eval mode", (1, 6, 1, 1), training=False),
        case("two images of one pixel", (2, 5, 1, 1), eps=0.5),
        case("large numbers", (3, 4, 2, 5), scale=1e5),
        with_dead_channels("channels that are 0 everywhere", (4, 5, 3, 2)),
        case("one channel, far smaller than eps", (3, 1, 4, 2), momentum=0.01, scale=1e-5),
        case("channels of many sizes, momentum of 1", (2, 6, 4, 3), momentum=1.0, scale=10.0 ** np.linspace(-1, 1, 6)),
        case("far from zero", (5, 4, 2, 3), momentum=0.05, centre=30.0),
        case("wide", (12, 8, 5, 4)),
        case("hidden training", (4, 3, 5, 6), eps=1e-3, momentum=0.2, hidden=True),
        case("hidden eval", (3, 7, 4, 2), training=False, scale=1e-2, hidden=True),
    ]
