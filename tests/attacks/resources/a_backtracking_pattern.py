# expect: timeout loads
# what: matches a pattern that takes longer than the universe is old
import re

re.match(r"(a|aa)+$", "a" * 60 + "b")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
