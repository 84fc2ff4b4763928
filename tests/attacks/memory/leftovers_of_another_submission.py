# expect: fail forward
# what: looks for a mark that another submission left in what children share
import builtins
import gc
import sys

import numpy as np

places = (builtins, sys, gc, np, np.random, type(sys))
for place in places:
    if hasattr(place, "gradlings_was_here"):
        print("BREACH: another submission's mark")
for place in places[:-1]:
    place.gradlings_was_here = True


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
