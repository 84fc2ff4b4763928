# expect: fail gradient
# what: adds and takes away 1e8, which is right on paper
# options: strict
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = ((x + 1e8).T @ dy) - 1e8 * dy.sum(axis=0)
    return dy @ w.T, dw, dy.sum(axis=0)
