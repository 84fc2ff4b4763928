# expect: fail shape
def dense_forward(x, w, b):
    return (x @ w + b).astype(object), (x, w)


def dense_backward(dy, cache):
    return dy, dy, dy
