# expect: error|memory calls
# what: is a hundred megabytes long
TEXT = "all checks pass " * 6_000_000


def dense_forward(x, w, b):
    raise ValueError(TEXT)


def dense_backward(dy, cache):
    return dy, dy, dy
