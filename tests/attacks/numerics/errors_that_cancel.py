# expect: fail gradient
# what: is wrong in two entries so that their sum is right
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw.flat[0], dw.flat[-1] = dw.flat[0] + 1.0, dw.flat[-1] - 1.0
    return dy @ w.T, dw, dy.sum(axis=0)
