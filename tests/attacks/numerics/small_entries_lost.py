# expect: fail gradient
# what: sets to zero what is small beside the rest, which a norm cannot see
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw[abs(dw) < 1e-3 * abs(dw).max()] = 0
    return dy @ w.T, dw, dy.sum(axis=0)
