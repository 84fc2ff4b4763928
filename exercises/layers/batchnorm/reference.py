"""What batch normalization must compute, and the batches on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x, gamma and beta.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """y, and the running statistics after this batch; the running variance takes the one with 1/(N - 1)."""
    N, nothing = x.shape[-2], 0 * x[..., 0, :]  # `nothing` has the stack axis that the running statistics lack
    mean, var = running_mean + nothing, running_var + nothing
    new_mean, new_var = mean, var
    if training:
        mean, var = x.mean(-2), smooth.var(x, -2)
        new_mean = new_mean + momentum * (mean - new_mean)
        new_var = new_var + momentum * (N / (N - 1) * var - new_var)
    scale = gamma / np.sqrt(var + eps)
    y = (x - mean[..., None, :]) * scale[..., None, :] + beta[..., None, :]
    return y, new_mean, new_var


def cases(rng):
    """Sizes (N, D); features of many sizes, some dead, some far from zero; batches of two; both modes.

    With an eps far below the variance two samples are always at -1 and 1, and what is left of dx is rounding: the
    smaller the batch, the larger eps is here.
    """

    def case(name, sizes, hidden=False, **how):
        return Case(name, features(rng, sizes, **how), hidden)

    def with_dead_features(name, sizes):
        drawn = case(name, sizes, eps=1e-3, momentum=0.9)
        drawn.args["x"][:, ::2] = 0.0
        return drawn

    def untouched(name, sizes):
        """The first step of a training: nothing learned, nothing collected."""
        drawn = case(name, sizes, eps=1e-5, momentum=0.1)
        ones, zeros = np.ones(sizes[1]), np.zeros(sizes[1])
        drawn.args.update(gamma=ones, beta=zeros, running_mean=zeros, running_var=ones)
        return drawn

    return [
        case("tiny", (5, 3), eps=0.1, momentum=0.25),
        case("eval", (4, 6), eps=0.01, training=False),
        case("batch of two", (2, 5), eps=0.5, momentum=0.3),
        case("batch of one in eval mode", (1, 7), training=False),
        case("large numbers", (11, 4), scale=1e5),
        untouched("first step", (8, 3)),
        with_dead_features("features that are 0 in every sample", (6, 5)),
        case("one feature, far smaller than eps", (9, 1), momentum=0.01, scale=1e-5),
        case("momentum of 1", (7, 4), eps=1e-4, momentum=1.0),
        case("features of many sizes", (10, 6), scale=10.0 ** np.linspace(-1, 1, 6)),
        case("far from zero", (12, 5), momentum=0.05, centre=30.0),
        case("wide", (32, 48)),
        case("hidden batch of thirteen", (13, 6), eps=1e-3, momentum=0.2, hidden=True),
        case("hidden eval", (6, 9), training=False, scale=1e-2, hidden=True),
    ]


def features(rng, sizes, eps=1e-5, momentum=0.1, training=True, scale=1.0, centre=1.0):
    """Features of the size `scale`, that lie about `centre` times that from zero."""
    N, D = sizes
    return {
        "x": scale * (rng.standard_normal((N, D)) + centre * rng.standard_normal(D)),
        "gamma": rng.choice([-1.0, 1.0], D) * rng.uniform(0.5, 2.0, D),
        "beta": rng.standard_normal(D),
        "running_mean": np.ones(D) * scale * rng.standard_normal(D),
        "running_var": np.ones(D) * scale**2 * rng.uniform(0.5, 3.0, D),
        "momentum": momentum,
        "eps": eps,
        "training": training,
    }
