"""Rows of mean 0 and variance 1, times gamma, plus beta; the variance is never near 0, so no epsilon is needed."""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, gamma, beta):
    """y = gamma (x - mean) / sqrt(var) + beta over the last axis."""
    centred = x - x.mean(-1, keepdims=True)
    return gamma[..., None, :] * centred / np.sqrt(smooth.var(x, keepdims=True)) + beta[..., None, :]


def cases(rng):
    """Sizes (N, D), D of at least 4: with two features the gradient of x is nothing but rounding."""

    def case(name, sizes, scale=1.0, offset=0.0, hidden=False):
        N, D = sizes
        x = scale * rng.standard_normal((N, D)) + offset
        return Case(name, {"x": x, "gamma": rng.standard_normal(D), "beta": rng.standard_normal(D)}, hidden)

    return [
        case("tiny", (3, 5)),
        case("batch of one", (1, 8)),
        case("many rows", (11, 4)),
        case("far from 0", (4, 7), offset=100.0),
        case("small numbers", (5, 6), scale=0.3),
        case("wide", (9, 64)),
        case("hidden", (6, 9), scale=1e3, hidden=True),
    ]
