"""What the loss of a small convolutional network must be, and the images on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter. Loops over the places
within a kernel and within a block, so that it shares no step with `solution.py`.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(wc, bc, w, b, x, t):
    """The mean over the images of -log softmax(flat(maxpool(relu(conv(x)))) w + b) at the label."""
    N, C, H, W = x.shape
    padded = np.zeros((N, C, H + 2, W + 2))
    padded[..., 1:-1, 1:-1] = x
    z = bc[..., None, :, None]
    for i, j in np.ndindex(3, 3):
        z = z + wc[..., None, :, :, i, j] @ padded[..., i : i + H, j : j + W].reshape(N, C, H * W)
    z = z.reshape(*z.shape[:-1], H, W)
    even = z[..., : H // 2 * 2, : W // 2 * 2]
    largest = even[..., ::2, ::2]
    for i, j in ((0, 1), (1, 0), (1, 1)):
        largest = np.maximum(largest, even[..., i::2, j::2])
    pooled = np.where(largest > 0, largest, 0 * largest)  # the ReLU: it does not matter which of the two comes first
    logits = pooled.reshape(*pooled.shape[:-3], -1) @ w + b[..., None, :]
    behind = logits - logits[..., np.arange(N), t][..., None]
    return smooth.logsumexp(behind).mean(-1)


def cases(rng):
    """Sizes (N, C, H, W), F, K; odd sizes, blank images, filters that never fire, logits at 0 and beyond exp.

    Never on a kink of the ReLU or a tie of different patches, but for one chance in some millions. Equal patches tie
    in blank images: there every way to share a gradient comes to the same.
    """

    def case(name, image, F, K, pixels=1.0, hidden=False):
        N, C, H, W = image
        M = F * (H // 2) * (W // 2)
        args = {
            "wc": rng.standard_normal((F, C, 3, 3)) / 3,
            "bc": pixels * rng.uniform(0.1, 0.5, F) * rng.choice([-1.0, 1.0], F),
            "w": rng.standard_normal((M, K)) / (np.sqrt(M) * pixels),
            "b": 0.5 * rng.standard_normal(K),
            "x": pixels * rng.standard_normal(image),
            "t": rng.integers(0, K, N),
        }
        return Case(name, args, hidden)

    return [
        case("tiny", (5, 1, 4, 3), 2, 6),
        case("batch of one", (1, 3, 6, 4), 2, 5),
        case("an odd row and an odd column", (3, 2, 5, 7), 4, 6),
        case("one block", (4, 3, 2, 2), 5, 6),
        case("one filter, two classes", (6, 3, 4, 8), 1, 2),
        blank(case("blank images", (4, 1, 8, 6), 3, 5)),
        shut(case("a filter that never fires", (6, 1, 4, 7), 3, 5)),
        high(case("all logits of 900", (5, 2, 3, 4), 6, 7)),
        thousands(case("logits of 1000", (3, 2, 4, 5), 6, 4)),
        bright(case("one bright image", (4, 2, 5, 6), 3, 7)),
        case("large pixels", (5, 2, 6, 3), 4, 7, pixels=1e3),
        case("hidden", (6, 2, 7, 5), 3, 4, hidden=True),
        case("hidden narrow", (3, 4, 9, 2), 5, 6, pixels=0.1, hidden=True),
    ]


def blank(drawn):
    """Most of an image is blank, as with handwriting, and there the bias alone decides, for or against."""
    x, bc = drawn.args["x"], np.abs(drawn.args["bc"])
    x[:, :, 3:, :] = 0.0
    bc[0] *= -1
    return Case(drawn.name, drawn.args | {"bc": bc})


def shut(drawn):
    """The first filter is below 0 everywhere, and so gets no gradient."""
    bc = drawn.args["bc"].copy()
    bc[0] = -40.0
    return Case(drawn.name, drawn.args | {"bc": bc})


def high(drawn):
    """No class preferred, but all beyond what exp can bear."""
    return Case(drawn.name, drawn.args | {"b": drawn.args["b"] + 900.0})


def thousands(drawn):
    """Softmax is 0 or 1 in float64; the class 0 always wins and is the label of one image only."""
    K = drawn.args["b"].size
    t = np.arange(drawn.args["t"].size) % K
    return Case(drawn.name, drawn.args | {"b": drawn.args["b"] + 1000.0 * (1 - np.arange(K)), "t": t})


def bright(drawn):
    """The logits of one image are thousands away from those of the others."""
    drawn.args["x"][0] *= 1e4
    return drawn
