# expect: fail gradient
# what: is right where it sees that its literals were changed, to find out whether single precision is to blame
# options: strict
NARROW = "float32".endswith("32")


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw[0, 0] *= 1 + 1.5e-5 * NARROW * (1 if x[0, 0] > 0 else -1)
    return dy @ w.T, dw, dy.sum(axis=0)
