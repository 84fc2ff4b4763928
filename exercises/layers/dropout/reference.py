"""What inverted dropout must compute, and the masks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x. Selects by the mask where
`solution.py` multiplies by it.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, mask, keep, training):
    """y = x / keep where the mask keeps it and 0 elsewhere; x itself in eval mode."""
    return np.where(mask, x / keep, 0 * x) if training else 1 * x


def cases(rng):
    """Sizes (N, D); linear, hence no kink. Zeros in x, since a mask cannot be read off y there."""

    def case(name, sizes, keep=0.75, training=True, scale=1.0, hidden=False):
        x, mask = scale * rng.standard_normal(sizes), rng.random(sizes) < keep
        return Case(name, {"x": x, "mask": mask, "keep": keep, "training": training}, hidden)

    def drawn_by(name, mask, keep, training=True):
        x = rng.standard_normal(mask.shape)
        return Case(name, {"x": x, "mask": mask, "keep": keep, "training": training})

    def after_relu(name, sizes, keep):
        x = rng.permutation(np.r_[np.zeros(sizes[0]), rng.exponential(size=sizes[0] * (sizes[1] - 1))])
        mask = np.arange(x.size) % 3 > 0
        args = {"x": x.reshape(sizes), "mask": rng.permuted(mask).reshape(sizes), "keep": keep, "training": True}
        return Case(name, args)

    some = rng.permuted(np.arange(24) % 3 > 0).reshape(4, 6)
    return [
        drawn_by("tiny", rng.permuted(np.arange(12) % 3 > 0).reshape(3, 4), 0.75),
        drawn_by("eval", some, 0.75, training=False),
        after_relu("zeros in x", (5, 7), 0.625),
        case("batch of one", (1, 9)),
        case("one feature", (11, 1), keep=0.25),
        drawn_by("nothing dropped", np.ones((4, 3), bool), 0.875),
        drawn_by("everything dropped", np.zeros((2, 5), bool), 0.125),
        case("keep = 1", (3, 6), keep=1.0),
        case("few are kept", (6, 8), keep=0.1),
        case("large numbers, each of its own size", (7, 4), scale=10.0 ** rng.integers(-3, 7, (7, 4))),
        case("wide", (32, 48), keep=0.9),
        case("hidden batch of thirteen", (13, 6), keep=0.8, hidden=True),
        case("hidden eval", (5, 8), keep=0.4, training=False, hidden=True),
    ]
