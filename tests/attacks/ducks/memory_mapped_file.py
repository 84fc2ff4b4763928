# expect: blocked calls
# what: an array in a file, which somebody else may change after the check
import numpy as np


def dense_forward(x, w, b):
    return np.memmap("/tmp/gradlings-attack-memory_mapped_file", float, "w+", shape=(len(x), len(b))), None


def dense_backward(dy, cache):
    return dy, dy, dy
