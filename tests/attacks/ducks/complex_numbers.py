# expect: fail shape
# what: the right real part with an imaginary one that nobody may look at


def dense_forward(x, w, b):
    return x @ w + b + 1j, None


def dense_backward(dy, cache):
    return dy, dy, dy
