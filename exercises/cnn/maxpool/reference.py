"""What max pooling must compute, whom people pay where several pixels are the largest, and the images it is tried on.

Works for real, complex and long double arrays and for a leading stack axis on x. Goes over the places within a
window, not over the windows, so that it shares no step with `solution.py`.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, size, stride):
    """The largest of every window; a step decides between equal pixels."""
    first, *rest = _places(x, size, stride)
    y = first.copy()  # a window of one pixel would hand out x itself
    for seen in rest:
        y = np.maximum(y, seen)
    return y


def _places(x, size, stride):
    """For each place in a window, row by row, what all windows have there."""
    OH, OW = ((length - size) // stride + 1 for length in x.shape[-2:])
    for u in range(size):
        for v in range(size):
            yield x[..., u : u + (OH - 1) * stride + 1 : stride, v : v + (OW - 1) * stride + 1 : stride]


def _first_takes_all(x, size, stride):
    y, *rest = _places(x, size, stride)
    for seen in rest:
        y = np.where(seen.real > y.real, seen, y)
    return y


def _last_takes_all(x, size, stride):
    y, *rest = _places(x, size, stride)
    for seen in rest:
        y = np.where(seen.real >= y.real, seen, y)
    return y


def _equal_shares(x, size, stride):
    places = np.stack(list(_places(x, size, stride)))
    tied = places.real == places.real.max(0)
    return (places * tied).sum(0) / tied.sum(0)


subgradients = [_first_takes_all, _last_takes_all, _equal_shares]


def cases(rng):
    """Sizes (N, C, H, W); windows that touch, overlap, leave gaps, leave a rest, or are the whole image.

    Pixels are shuffled steps of a ladder: none are equal, or so near that differences would confuse them. What has
    ties is called a kink.
    """

    def case(name, image, size, stride, scale=1.0, shift=0.0, hidden=False):
        ladder = rng.permutation(np.prod(image)) + rng.uniform(-0.2, 0.2, np.prod(image))
        x = scale * (ladder - ladder.mean() + shift).reshape(image) / 8
        return Case(name, {"x": x, "size": size, "stride": stride}, hidden)

    def kink(name, image, size, stride, values, hidden=False):
        """Few different pixels, so that most windows have several largest; the first window with certainty."""
        x = rng.choice(np.array(values), image)
        x[..., :size, :size] = x[..., :1, :1]
        return Case(name, {"x": x, "size": size, "stride": stride}, hidden)

    return [
        case("tiny", (2, 3, 2, 5), 2, 1),
        case("batch of one, windows that touch", (1, 3, 8, 6), 2, 2),
        case("overlapping windows leave a row", (2, 3, 8, 7), 3, 2),
        case("stride 3 jumps over pixels", (3, 2, 8, 9), 2, 3),
        case("windows of one pixel", (4, 2, 5, 3), 1, 2),
        case("one window, the whole image", (5, 4, 3, 3), 3, 2),
        case("every pixel negative", (3, 4, 5, 7), 2, 2, shift=-1000.0),
        case("large pixels", (2, 5, 4, 6), 3, 1, scale=1e6),
        case("small pixels", (4, 3, 5, 4), 2, 1, scale=1e-9),
        kink("kink: after a ReLU, many zeros", (2, 3, 6, 7), 3, 2, [0.0, 0.0, 0.5, 1.0]),
        kink("kink: flat images", (3, 2, 4, 5), 2, 1, [-1.0]),
        case("wide", (10, 9, 8, 7), 3, 2),
        case("hidden stride 4", (2, 3, 9, 8), 5, 3, hidden=True),
        kink("kink: hidden, three levels", (2, 2, 5, 6), 2, 2, [-1.0, 0.0, 2.0], hidden=True),
    ]
