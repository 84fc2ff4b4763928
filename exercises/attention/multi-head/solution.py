"""Multi-head self-attention: heads are one more batch axis between four projections."""

import numpy as np


def split(z, heads):
    """(N, T, E) to (N, heads, T, E / heads): each head gets its own columns."""
    N, T, E = z.shape
    return z.reshape(N, T, heads, E // heads).transpose(0, 2, 1, 3)


def join(z):
    """(N, heads, T, d) to (N, T, heads * d): what split did, undone."""
    N, heads, T, d = z.shape
    return z.transpose(0, 2, 1, 3).reshape(N, T, heads * d)


def over_batch_and_time(x, dz):
    """The gradient of w in z = x w, where every step of every sample uses w."""
    return np.tensordot(x, dz, axes=((0, 1), (0, 1)))


def multi_head_forward(x, wq, wk, wv, wo, heads):
    """Queries, keys and values are three projections of x; the heads' results are joined and projected again."""
    q, k, v = split(x @ wq, heads), split(x @ wk, heads), split(x @ wv, heads)
    scale = 1 / np.sqrt(q.shape[-1])  # the width of a head, not of all of them
    scores = scale * (q @ k.transpose(0, 1, 3, 2))  # (N, heads, T, T)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    h = join(a @ v)
    return h @ wo, (x, wq, wk, wv, wo, q, k, v, a, h, scale)


def multi_head_backward(dy, cache):
    """Through the output projection, each head's attention, and the three projections that share x."""
    x, wq, wk, wv, wo, q, k, v, a, h, scale = cache
    dwo = over_batch_and_time(h, dy)
    dh = split(dy @ wo.T, a.shape[1])

    dv = join(a.transpose(0, 1, 3, 2) @ dh)
    da = dh @ v.transpose(0, 1, 3, 2)
    mean = (da * a).sum(axis=-1, keepdims=True)
    ds = scale * a * (da - mean)
    dq = join(ds @ k)
    dk = join(ds.transpose(0, 1, 3, 2) @ q)

    dx = dq @ wq.T + dk @ wk.T + dv @ wv.T  # x was read three times
    dwq = over_batch_and_time(x, dq)
    dwk = over_batch_and_time(x, dk)
    dwv = over_batch_and_time(x, dv)
    return dx, dwq, dwk, dwv, dwo
