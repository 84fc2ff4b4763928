# expect: fail gradient
# what: is rounded to nine decimals, as if it had been printed and read
# options: strict
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = dw.round(9)
    return dy @ w.T, dw, dy.sum(axis=0)
