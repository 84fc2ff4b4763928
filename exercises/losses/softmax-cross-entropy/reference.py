"""What softmax cross-entropy must be, and the logits on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on z. Written as the log of
Σⱼ exp(zⱼ − z_t), in which p_t − 1 never occurs, so that its derivative keeps all digits of a sample that is all but
certain.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(z, t):
    """loss = mean over n of log sum over j of exp(z[n, j] - z[n, t[n]])."""
    behind = z - z[..., np.arange(len(t)), t][..., None]
    return smooth.logsumexp(behind).mean(-1)


def cases(rng):
    """Sizes (N, C); undecided, confident and overflowing rows, and rows at very different heights."""

    def case(name, sizes, scale=1.0, height=0.0, hidden=False):
        z = scale * rng.standard_normal(sizes) + height
        return Case(name, {"z": z, "t": rng.integers(0, sizes[1], sizes[0])}, hidden)

    def decided(name, sizes, margin, favourite):
        """The class `favourite[n]` places after the label leads its row by about `margin`.

        A right one not by more than 5: closer to certainty the usual p - 1 loses digits.
        """
        N, C = sizes
        t = rng.integers(0, C, N)
        z = rng.standard_normal(sizes)
        z[np.arange(N), (t + favourite) % C] += margin
        return Case(name, {"z": z, "t": t})

    def thousands(name):
        """Softmax is 0 or 1 in float64; the first row is low as a whole, and the second has its label 2000 down."""
        levels = rng.permuted(np.tile([-1.0, 0.0, 1.0], (5, 1)), axis=1)
        t = rng.integers(0, 3, 5)
        t[1] = levels[1].argmin()
        levels[0] -= 2.0
        return Case(name, {"z": 1000.0 * levels + rng.standard_normal((5, 3)), "t": t})

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 5)),
        thousands("logits of 1000"),
        case("two classes", (9, 2)),
        case("more classes than samples", (2, 13)),
        case("no class preferred", (5, 3), scale=0.0, height=rng.standard_normal((5, 1))),
        case("rows far apart", (4, 6), height=np.array([[800.0], [-900.0], [0.0], [5.0]])),
        decided("confident and wrong", (7, 3), 15.0, rng.integers(1, 3, 7)),
        decided("confident and right", (4, 5), 5.0, np.zeros(4, int)),
        case("wide", (64, 80)),
        case("hidden batch of twelve", (12, 7), scale=2.0, hidden=True),
        case("hidden small logits", (8, 6), scale=1e-2, hidden=True),
    ]
