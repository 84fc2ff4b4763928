"""What conv2d must compute, and the images on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x, w and b. Loops over the
kernel, not over the positions, so that it shares no step with `solution.py`.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, w, b, stride, pad):
    """y[..., n, f, i, j] = b[f] + sum over c, u, v of w[f, c, u, v] * padded x[n, c, i*stride+u, j*stride+v]."""
    H, W = x.shape[-2:]
    KH, KW = w.shape[-2:]
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    padded = np.zeros((*x.shape[:-2], H + 2 * pad, W + 2 * pad), x.dtype)
    padded[..., pad : pad + H, pad : pad + W] = x
    y = b[..., None, :, None]
    for u in range(KH):
        for v in range(KW):
            seen = padded[..., u : u + (OH - 1) * stride + 1 : stride, v : v + (OW - 1) * stride + 1 : stride]
            pixels = seen.reshape(*seen.shape[:-2], OH * OW)
            y = y + w[..., None, :, :, u, v] @ pixels
    return y.reshape(*y.shape[:-1], OH, OW)


def cases(rng):
    """Sizes (N, C, H, W), F, (KH, KW); every kind of border that a window can meet."""

    def case(name, image, filters, kernel, stride=1, pad=0, scale=1.0, hidden=False):
        w = rng.standard_normal((filters, image[1], *kernel))
        x, b = scale * rng.standard_normal(image), scale * rng.standard_normal(filters)
        return Case(name, {"x": x, "w": w, "b": b, "stride": stride, "pad": pad}, hidden)

    return [
        case("tiny", (2, 1, 4, 5), 3, (3, 2), stride=2, pad=1),
        case("batch of one", (1, 3, 7, 8), 9, (2, 4)),
        case("kernel 1x1", (4, 3, 2, 5), 6, (1, 1)),
        case("kernel 1x1, stride 2, padding", (5, 2, 3, 6), 7, (1, 1), stride=2, pad=1),
        case("kernel as large as the image", (5, 2, 3, 4), 6, (3, 4)),
        case("kernel taller than the image", (7, 1, 3, 5), 6, (4, 2), pad=1),
        case("stride 2 leaves a row and a column", (3, 2, 7, 8), 6, (4, 3), stride=2),
        case("stride 3 leaves two rows and a column", (4, 1, 10, 9), 6, (5, 2), stride=3),
        case("stride 3 jumps over pixels", (4, 3, 5, 7), 6, (2, 1), stride=3, scale=1e-7),
        case("windows that see only padding", (5, 3, 4, 7), 8, (2, 1), stride=2, pad=2),
        case("large pixels", (2, 3, 5, 6), 7, (4, 3), stride=2, pad=1, scale=1e6),
        case("wide", (9, 2, 6, 7), 8, (5, 3), stride=2, pad=1),
        case("hidden stride 4", (6, 1, 7, 8), 9, (5, 2), stride=4, pad=3, hidden=True),
        case("hidden narrow", (2, 5, 9, 3), 6, (4, 1), stride=2, pad=1, scale=1e-3, hidden=True),
    ]
