# expect: fail shape
calls = 0


def dense_forward(x, w, b):
    global calls
    calls += 1
    y = (x @ w + b) * (1 + 1e-9)
    return (y if calls == 1 else y[:, :-1]), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
