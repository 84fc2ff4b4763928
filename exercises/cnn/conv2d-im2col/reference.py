"""What im2col must copy where, and the images on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x. Computes for every entry of the
matrix which pixel it is, and picks them all at once, so that it shares no step with `solution.py`.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, kh, kw, stride, pad):
    """Entry (n, i, j; c, u, v) is padded x[n, c, i*stride+u, j*stride+v]."""
    N, C, H, W = x.shape[-4:]
    padded = np.zeros((*x.shape[:-2], H + 2 * pad, W + 2 * pad), x.dtype)
    padded[..., pad : pad + H, pad : pad + W] = x
    OH, OW = (H + 2 * pad - kh) // stride + 1, (W + 2 * pad - kw) // stride + 1
    n, i, j, c, u, v = np.ogrid[:N, :OH, :OW, :C, :kh, :kw]
    picked = padded[..., n, c, i * stride + u, j * stride + v]
    return picked.reshape(*x.shape[:-4], N * OH * OW, C * kh * kw)


def cases(rng):
    """Sizes (N, C, H, W), (kh, kw); windows that overlap, touch, jump, leave a rest, see only padding."""

    def case(name, image, kernel, stride=1, pad=0, scale=1.0, hidden=False):
        x = scale * rng.standard_normal(image)
        return Case(name, {"x": x, "kh": kernel[0], "kw": kernel[1], "stride": stride, "pad": pad}, hidden)

    return [
        case("tiny", (2, 3, 2, 5), (2, 3), pad=1),
        case("batch of one", (1, 3, 7, 8), (2, 4)),
        case("kernel 1x1", (4, 3, 2, 5), (1, 1)),
        case("kernel 1x1, stride 2, padding", (5, 2, 3, 6), (1, 1), stride=2, pad=1),
        case("kernel as large as the image", (5, 2, 3, 4), (3, 4)),
        case("windows that touch", (3, 2, 4, 9), (2, 3), stride=2, pad=1),
        case("stride 2 leaves a row and a column", (3, 2, 7, 8), (4, 3), stride=2),
        case("stride 3 jumps over pixels", (4, 3, 5, 7), (2, 1), stride=3, scale=1e-7),
        case("windows that see only padding", (5, 3, 4, 7), (2, 1), stride=2, pad=2),
        case("large pixels", (2, 3, 5, 6), (4, 3), stride=2, pad=1, scale=1e6),
        case("wide", (9, 4, 6, 7), (3, 2), pad=1),
        case("hidden stride 4", (6, 1, 7, 8), (5, 2), stride=4, pad=3, hidden=True),
        case("hidden narrow", (2, 5, 9, 3), (4, 1), stride=2, pad=1, scale=1e-3, hidden=True),
    ]
