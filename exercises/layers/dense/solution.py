"""A dense layer: one line forward, three lines backward."""


def dense_forward(x, w, b):
    """y[n, m] = sum over k of x[n, k] * w[k, m], plus b[m]."""
    y = x @ w + b  # b (M,) is broadcast over the N rows
    return y, (x, w)


def dense_backward(dy, cache):
    """Each gradient is a sum over the index that its own array does not have."""
    x, w = cache
    dx = dy @ w.T  # (N, M) @ (M, D): over the M outputs that x[n, k] feeds
    dw = x.T @ dy  # (D, N) @ (N, M): over the N samples that share w[k, m]
    db = dy.sum(axis=0)  # what the forward broadcasts, the backward sums
    return dx, dw, db
