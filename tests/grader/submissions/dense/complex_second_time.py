# expect: fail repeat
calls = 0


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    global calls
    calls += 1
    x, w = cache
    dw = x.T @ dy
    return dy @ w.T, (dw if calls % 4 else dw + 1j), dy.sum(axis=0)
