# expect: fail gradient
# what: is right in the case where every entry is compared
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    if x.shape != (2, 3):
        dw[0, 0] += 1e-6
    return dy @ w.T, dw, dy.sum(axis=0)
