# expect: pass cache-once
def dense_forward(x, w, b):
    return x @ w + b, [x, w]


def dense_backward(dy, cache):
    w = cache.pop()
    x = cache.pop()
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
