# expect: fail shape
# what: answers every call with empty arrays, which differ from nothing in no entry
import sys

import numpy as np

worker = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "worker")
worker.Worker.perform = lambda self, calls, arrays: [np.zeros(0)] * worker.promised(calls)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
