# expect: fail gradient
# what: is right for the batches that a test usually has
def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dy, cache):
    x, w, b = cache
    few = x[:12]
    return dy @ w.T, few.T @ dy[:12], dy.sum(axis=0)
