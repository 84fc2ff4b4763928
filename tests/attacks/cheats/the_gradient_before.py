# expect: fail gradient
# what: answers with the gradients of the upstream before
last = {}


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dy, last[dy.shape] = last.get(dy.shape, dy), dy
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
