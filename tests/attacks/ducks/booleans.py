# expect: fail shape
# what: booleans: the difference of two is undefined


def dense_forward(x, w, b):
    return (x @ w + b) > 0, None


def dense_backward(dy, cache):
    return dy, dy, dy
