# expect: fail forward
calls = 0


def dense_forward(x, w, b):
    global calls
    calls += 1
    if calls == 2:
        raise ValueError("the inputs were moved a little")
    return (x @ w + b) * (1 + 1e-9), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
