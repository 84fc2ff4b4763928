# expect: error functions
# what: defines a function whose name only looks like the one that is asked for
def dense_fоrward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
