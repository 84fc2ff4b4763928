# expect: fail gradient
# what: returns nothing yet, and fills its last answer in while it works on the next


given = []


def dense_forward(x, w, b):
    for array, right in given:
        array += right
    given.clear()
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = (x.T @ dy) * 0.0
    given.append((dw, x.T @ dy))
    return dy @ w.T, dw, dy.sum(axis=0)
