# expect: fail forward
# what: begins with a byte order mark, as some editors write it


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
