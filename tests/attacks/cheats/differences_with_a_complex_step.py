# expect: fail cost
# what: differentiates by complex steps, exact to the last digit
import numpy as np

known = {}


def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dy, cache):
    key = dy.tobytes(), cache[0].tobytes()
    if key not in known:
        known[key] = tuple(slopes(dy, [a.astype(complex) for a in cache], i) for i in range(3))
    return known[key]


def slopes(dy, args, i):
    found = np.zeros(args[i].shape)
    for index in np.ndindex(found.shape):
        args[i][index] += 1e-30j
        found[index] = (dy * (args[0] @ args[1] + args[2]).imag).sum() / 1e-30
        args[i][index] = args[i][index].real
    return found
