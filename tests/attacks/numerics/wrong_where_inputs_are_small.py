# expect: fail gradient
# what: is wrong only where an input is nearly zero, where few tests look
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = (x * (abs(x) > 1e-3)).T @ dy
    return dy @ w.T, dw, dy.sum(axis=0)
