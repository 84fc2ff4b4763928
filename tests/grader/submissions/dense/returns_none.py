# expect: fail shape
def dense_forward(x, w, b):
    y = x @ w + b


def dense_backward(dy, cache):
    return dy, dy, dy
