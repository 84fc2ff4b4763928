"""What average pooling must compute, and the images on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x. Goes over the places within a
window, not over the windows, so that it shares no step with `solution.py`.
"""

from exercises.catalog import Case


def forward(x, size, stride):
    """The sum over the places within a window, for all windows at once, divided by their number."""
    OH, OW = ((length - size) // stride + 1 for length in x.shape[-2:])
    total = 0
    for u in range(size):
        for v in range(size):
            total = total + x[..., u : u + (OH - 1) * stride + 1 : stride, v : v + (OW - 1) * stride + 1 : stride]
    return total / size**2


def cases(rng):
    """Sizes (N, C, H, W); windows that touch, overlap, leave gaps, leave a rest, or are the whole image."""

    def case(name, image, size, stride, scale=1.0, shift=0.0, hidden=False):
        x = scale * (rng.standard_normal(image) + shift)
        return Case(name, {"x": x, "size": size, "stride": stride}, hidden)

    return [
        case("tiny", (2, 3, 2, 5), 2, 1),
        case("batch of one, windows that touch", (1, 3, 8, 6), 2, 2),
        case("overlapping windows leave a row", (2, 3, 8, 7), 3, 2),
        case("stride 3 jumps over pixels", (3, 2, 8, 9), 2, 3),
        case("windows of one pixel", (4, 2, 5, 3), 1, 2),
        case("one window, the whole image", (5, 4, 3, 3), 3, 2),
        case("every pixel negative", (3, 4, 5, 7), 2, 2, shift=-9.0),
        case("large pixels", (2, 5, 4, 6), 3, 1, scale=1e6),
        case("small pixels", (4, 3, 5, 4), 2, 1, scale=1e-9),
        case("wide", (10, 9, 8, 7), 3, 2),
        case("hidden large windows", (2, 3, 9, 8), 5, 3, hidden=True),
        case("hidden batch of seven", (7, 2, 5, 6), 2, 2, scale=1e2, hidden=True),
    ]
