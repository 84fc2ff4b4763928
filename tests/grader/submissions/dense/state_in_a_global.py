# expect: fail repeat
last = None


def dense_forward(x, w, b):
    global last
    last = (x, w)
    return x @ w + b, None


def dense_backward(dy, cache):
    x, w = last
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
