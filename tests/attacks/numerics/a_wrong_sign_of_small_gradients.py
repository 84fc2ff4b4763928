# expect: fail gradient
# what: has the wrong sign where gradients are small, which an absolute tolerance accepts
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = -dw if abs(dw).max() < 0.1 else dw
    return dy @ w.T, dw, dy.sum(axis=0)
