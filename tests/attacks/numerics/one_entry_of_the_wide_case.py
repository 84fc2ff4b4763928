# expect: fail gradient
# what: is off by 1e-8 in one entry of 2048, that no table of worst entries shows first
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw[-1, -1] *= 1 + 1e-8 * (dw.size == 2048)
    return dy @ w.T, dw, dy.sum(axis=0)
