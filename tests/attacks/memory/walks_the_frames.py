# expect: fail forward
# what: looks for the expected values in the frames of whoever called it
import sys

import numpy as np

WANTED = ("right", "expected", "reference", "answer", "solution", "salt", "draws", "tolerance")


def found(shape):
    frame = sys._getframe()
    while frame:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if name in WANTED:
                print("BREACH:", name)
            if name in WANTED and isinstance(value, np.ndarray) and value.shape == shape:
                return value
        frame = frame.f_back
    return np.zeros(shape)


def dense_forward(x, w, b):
    return found((len(x), len(b))), None


def dense_backward(dy, cache):
    return dy, dy, dy
