# expect: fail forward
# what: computes another function, twice the right one, with its right gradients
def dense_forward(x, w, b):
    return 2 * (x @ w + b), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return 2 * dy @ w.T, 2 * x.T @ dy, 2 * dy.sum(axis=0)
