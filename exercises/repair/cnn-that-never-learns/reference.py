"""What the loss of a CNN with global average pooling must be, and the images on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter. Loops over the places
within a kernel, not over the positions, so that it shares no step with `solution.py`.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(wc, bc, w, b, x, t):
    """The mean over the images of -log softmax(mean over positions of relu(conv(x)) w + b) at the label."""
    N, C, H, W = x.shape
    padded = np.zeros((N, C, H + 2, W + 2))
    padded[..., 1:-1, 1:-1] = x
    z = bc[..., None, :, None]
    for i, j in np.ndindex(3, 3):
        z = z + wc[..., None, :, :, i, j] @ padded[..., i : i + H, j : j + W].reshape(N, C, H * W)
    logits = np.where(z > 0, z, 0 * z).mean(-1) @ w + b[..., None, :]
    behind = logits - logits[..., np.arange(N), t][..., None]
    return smooth.logsumexp(behind).mean(-1)


def cases(rng):
    """Sizes (N, C, H, W), F, K; images as small as a kernel, filters that never fire, logits beyond exp.

    Never on a kink of the ReLU, but for one chance in some millions.
    """

    def case(name, image, F, K, hidden=False):
        C = image[1]
        args = {
            "wc": rng.standard_normal((F, C, 3, 3)) / 2,
            "bc": rng.uniform(0.1, 0.5, F) * rng.choice([-1.0, 1.0], F),
            "w": rng.standard_normal((F, K)),
            "b": 0.5 * rng.standard_normal(K),
            "x": rng.standard_normal(image),
            "t": rng.integers(0, K, image[0]),
        }
        return Case(name, args, hidden)

    def changed(name, image, F, K, bc=0.0, b=0.0):
        drawn = case(name, image, F, K)
        return Case(name, drawn.args | {"bc": drawn.args["bc"] + bc, "b": drawn.args["b"] + b})

    def bright(name, image, F, K):
        """The logits of one image are thousands away from those of the others."""
        drawn = case(name, image, F, K)
        drawn.args["x"][0] *= 1e4
        return drawn

    return [
        case("tiny", (5, 1, 4, 3), 2, 6),
        case("batch of one", (1, 3, 5, 4), 2, 6),
        case("images as small as a kernel", (4, 2, 3, 3), 5, 6),
        case("one filter, two classes", (6, 3, 4, 5), 1, 2),
        changed("a filter that never fires", (6, 2, 3, 5), 4, 7, bc=np.array([-40.0, 0.0, 0.0, 0.0])),
        changed("all logits of 900", (5, 2, 3, 4), 6, 7, b=900.0),
        bright("one bright image", (4, 2, 5, 6), 3, 7),
        case("hidden", (6, 2, 7, 5), 3, 4, hidden=True),
        case("hidden small batch", (3, 4, 6, 5), 2, 7, hidden=True),
    ]
