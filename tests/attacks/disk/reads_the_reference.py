# expect: blocked loads
# what: goes from where the worker lies to the reference of this exercise
import sys
from os.path import dirname

file = next(module.__file__ for name, module in sys.modules.items() if name.split(".")[-1] == "worker")
with open(f"{dirname(dirname(dirname(file)))}/exercises/layers/dense/reference.py") as reference:
    print("BREACH:", reference.readline())


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
