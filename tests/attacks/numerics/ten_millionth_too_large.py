# expect: fail gradient
# what: is too large by a ten millionth everywhere, as a forgotten epsilon is
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = dw * (1 + 1e-7)
    return dy @ w.T, dw, dy.sum(axis=0)
