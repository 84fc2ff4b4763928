"""Scaled dot-product attention: two matrix products with a softmax between them."""

import numpy as np


def scaled_dot_product_forward(q, k, v):
    """y[n, t] is an average of the rows of v[n], weighted by how well q[n, t] matches each row of k[n]."""
    scale = 1 / np.sqrt(q.shape[-1])  # a sum of D products of unit variance has variance D
    scores = scale * (q @ k.transpose(0, 2, 1))  # (N, T, S)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))  # a constant in a row cancels; nothing overflows
    a = e / e.sum(axis=-1, keepdims=True)  # each query's weights sum to 1
    return a @ v, (q, k, v, a, scale)


def scaled_dot_product_backward(dy, cache):
    """The three steps in reverse: product, softmax, product."""
    q, k, v, a, scale = cache
    dv = a.transpose(0, 2, 1) @ dy  # over the T queries that read v[n, s]
    da = dy @ v.transpose(0, 2, 1)  # over the E columns

    mean = (da * a).sum(axis=-1, keepdims=True)  # what raises all weights of a row alike raises none
    ds = scale * a * (da - mean)

    dq = ds @ k
    dk = ds.transpose(0, 2, 1) @ q
    return dq, dk, dv
