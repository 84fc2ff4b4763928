# expect: error calls
# what: answers a call with a frame of no arrays: nothing compared is nothing wrong
import sys

worker = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "worker")
worker.Worker.perform = lambda self, calls, arrays: []


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
