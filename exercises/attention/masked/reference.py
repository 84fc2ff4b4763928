"""What masked attention must compute, and the sequences and masks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on q, k and v. What is hidden never gets
into an exponential here, so that there is no infinity, unlike in `solution.py`.
"""

import math

import numpy as np

from exercises.catalog import Case


def forward(q, k, v, mask):
    """y = a v; a is e^s over its sum among the keys that are seen, 0 for the others, and 0 where none is seen."""
    scores = np.where(mask, q @ k.swapaxes(-1, -2) / math.sqrt(q.shape[-1]), 0)
    top = np.where(mask, scores.real, -np.inf).max(axis=-1, keepdims=True)
    seen = mask.any(axis=-1, keepdims=True)
    e = np.where(mask, np.exp(np.where(mask, scores - np.where(seen, top, 0), 0)), 0)
    return e / np.where(seen, e.sum(axis=-1, keepdims=True), 1) @ v


def cases(rng):
    """Sizes (N, T, S, D, E); causal masks, padding, both, queries that see nothing, extreme scores, hidden or seen.

    A row that sees a single key has dq = 0, which is exact however it is computed only for one column of values:
    E = 1 where such rows occur.
    """

    def case(name, sizes, mask, scale=1.0, hidden=False):
        N, T, S, D, E = sizes
        q, k = rng.standard_normal((N, T, D)), rng.standard_normal((N, S, D))
        mask = np.array(np.broadcast_to(mask, (N, T, S)))
        return Case(name, {"q": q, "k": k, "v": scale * rng.standard_normal((N, S, E)), "mask": mask}, hidden)

    def some(sizes, empty=()):
        """Two keys or more for every query, but none at all for the queries in `empty`."""
        N, T, S = sizes[:3]
        mask = rng.random((N, T, S)).argsort(axis=-1) < rng.integers(2, S, (N, T, 1))
        mask[:, list(empty)] = False
        return mask

    nobody = some((3, 4, 5, 2, 6))
    nobody[1] = False
    both = causal(6, 6) & padding(6, [6, 4, 5])
    return [
        case("tiny", (1, 3, 4, 2, 5), causal(3, 4)),
        case("everything seen", (2, 3, 5, 4, 6), True),
        case("batch of one", (1, 5, 4, 3, 2), some((1, 5, 4))),
        case("causal", (3, 5, 5, 2, 1), causal(5, 5)),
        case("causal, with keys from before", (2, 4, 7, 3, 5), causal(4, 7)),
        case("padding", (4, 3, 6, 5, 2), padding(6, [6, 2, 5, 3])),
        case("causal and padding", (3, 6, 6, 4, 1), both),
        case("queries that see nothing", (2, 5, 4, 3, 6), some((2, 5, 4), empty=[0, 3])),
        case("a sample that sees nothing", (3, 4, 5, 2, 6), nobody),
        case("one key, seen or not", (4, 3, 1, 5, 1), np.array([True, False, False, True])[:, None, None]),
        loud(rng, case("hidden keys that score high", (3, 4, 5, 14, 2), padding(5, [3, 2, 4]))),
        extreme(rng, case("scores of 800", (2, 4, 5, 16, 3), padding(5, [3, 4]))),
        case("wide", (8, 16, 24, 32, 20), some((8, 16, 24))),
        case("hidden", (5, 4, 6, 3, 2), some((5, 4, 6), empty=[2]), hidden=True),
        case("hidden causal", (2, 6, 8, 5, 3), causal(6, 8), scale=1e3, hidden=True),
    ]


def causal(T, S):
    """The last query sees every key, the one before it all but the last key."""
    return np.tri(T, S, S - T, dtype=bool)


def padding(S, lengths):
    """(N, 1, S): of each sequence the first keys are real."""
    return (np.arange(S) < np.array(lengths)[:, None])[:, None]


def loud(rng, drawn):
    """What is hidden would score about 900 more than what is seen, and its values are larger."""
    q, k, v = drawn.args["q"], drawn.args["k"], drawn.args["v"]
    unseen = ~drawn.args["mask"][:, 0]
    q[..., 0] = 30.0 + rng.random(q.shape[:-1])
    k[..., 0] /= 30.0
    k[unseen, 0] = 30.0 * math.sqrt(q.shape[-1])
    v[unseen] *= 10.0
    return drawn


def extreme(rng, drawn):
    """What is seen scores about +800 or -800 as a whole, what is hidden about 0.

    The numbers are short in binary, so that scores are exact; the slope in the large column of q cancels to 1/800.
    """
    q, k = drawn.args["q"], drawn.args["k"]
    q[..., 0] = rng.permuted(np.resize([8.0, -8.0], q.shape[:2]), axis=1) * math.sqrt(q.shape[-1])
    k[..., 0] = 100.0 * drawn.args["mask"][:, 0] + k[..., 0] / 32
    args = drawn.args | {"q": np.round(q * 64) / 64, "k": np.round(k * 1024) / 1024}
    return Case(drawn.name, args, ill_conditioned=True)
