"""Masked attention: -inf in the scores is 0 in the weights, and the backward needs no mask."""

import numpy as np


def masked_forward(q, k, v, mask):
    """Attention in which the query t of sample n sees the key s where mask[n, t, s] is True."""
    scale = 1 / np.sqrt(q.shape[-1])
    scores = np.where(mask, scale * (q @ k.transpose(0, 2, 1)), -np.inf)

    top = scores.max(axis=-1, keepdims=True)  # of what is seen only: a hidden key may score anything
    top = np.where(np.isfinite(top), top, 0.0)  # a row that sees nothing: -inf - (-inf) would be nan
    e = np.exp(scores - top)
    total = e.sum(axis=-1, keepdims=True)  # at least 1, or 0 in a row that sees nothing
    a = e / np.maximum(total, 1.0)
    return a @ v, (q, k, v, a, scale)


def masked_backward(dy, cache):
    """That of plain attention: where a is 0, so is ds."""
    q, k, v, a, scale = cache
    dv = a.transpose(0, 2, 1) @ dy
    da = dy @ v.transpose(0, 2, 1)

    mean = (da * a).sum(axis=-1, keepdims=True)
    ds = scale * a * (da - mean)

    dq = ds @ k
    dk = ds.transpose(0, 2, 1) @ q
    return dq, dk, dv
