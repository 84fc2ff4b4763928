# expect: memory calls
# what: keeps more memory with every call
kept = []


def dense_forward(x, w, b):
    kept.append(bytes(60 << 20))
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    kept.append(bytes(60 << 20))
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
