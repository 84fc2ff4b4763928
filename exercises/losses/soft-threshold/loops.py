"""The soft threshold once more, number by number: what `reference.py` is held against."""

import numpy as np


def forward(w, threshold):
    """The three cases in which (x - w)²/2 + threshold |x| has its minimum to the right of 0, to the left, or there."""
    shrunk = np.zeros(w.shape)
    for index in np.ndindex(*w.shape):
        weight = float(w[index])
        if weight > threshold:
            shrunk[index] = weight - threshold
        elif weight < -threshold:
            shrunk[index] = weight + threshold
    return shrunk
