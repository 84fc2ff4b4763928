"""The training once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(wc, bc, w, b, x, t, order, steps, lr):
    """Image after image: what it saw, where it saw most, how wrong it was; then one step for the whole batch."""
    params = [np.array(p, float) for p in (wc, bc, w, b)]
    for step in range(steps):
        batch = order[step % len(order)]
        grads = [np.zeros_like(p) for p in params]
        for n in batch:
            add_gradients(params, x[n], t[n], grads)
        params = [p - lr * g / len(batch) for p, g in zip(params, grads, strict=True)]
    return tuple(params)


def add_gradients(params, image, label, grads):
    """One image's share of the four sums."""
    wc, bc, w, b = params
    dwc, dbc, dw, db = grads
    winners = [winner(image, wc[f], bc[f], i, j) for f in range(len(bc)) for i, j in blocks(image)]
    features = [max(value, 0.0) for value, _, _ in winners]
    scores = [b[k] + sum(a * w[m, k] for m, a in enumerate(features)) for k in range(len(b))]
    weights = [math.exp(score - max(scores)) for score in scores]
    errors = [weight / sum(weights) - (k == label) for k, weight in enumerate(weights)]
    for k, error in enumerate(errors):
        db[k] += error
        for m, a in enumerate(features):
            dw[m, k] += a * error
    for m, (value, row, column) in enumerate(winners):
        if value > 0:
            f = m // len(blocks(image))
            sent = sum(w[m, k] * error for k, error in enumerate(errors))
            dbc[f] += sent
            for c, u, v in np.ndindex(*wc[f].shape):
                dwc[f, c, u, v] += sent * pixel(image, c, row + u - 1, column + v - 1)


def blocks(image):
    """The upper left corner of each."""
    return [(i, j) for i in range(0, image.shape[1] - 1, 2) for j in range(0, image.shape[2] - 1, 2)]


def winner(image, kernel, shift, i, j):
    """The largest response of a filter within a block, and where."""
    places = [(i, j), (i, j + 1), (i + 1, j), (i + 1, j + 1)]
    return max(((response(image, kernel, shift, *place), *place) for place in places), key=lambda found: found[0])


def response(image, kernel, shift, row, column):
    """One filter around one pixel."""
    seen = (kernel[c, u, v] * pixel(image, c, row + u - 1, column + v - 1) for c, u, v in np.ndindex(*kernel.shape))
    return shift + sum(seen)


def pixel(image, c, row, column):
    """Zero outside the image."""
    inside = 0 <= row < image.shape[1] and 0 <= column < image.shape[2]
    return image[c, row, column] if inside else 0.0
