"""A pre-norm transformer block, put together from parts that each have a forward and a backward."""

import numpy as np


def over_batch_and_time(x, dz):
    """The gradient of w in z = x w, where every step of every sample uses w."""
    return np.tensordot(x, dz, axes=((0, 1), (0, 1)))


def norm_forward(x, gamma, beta, eps):
    """LayerNorm over the features of every step."""
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    n = (x - x.mean(axis=-1, keepdims=True)) / s
    return gamma * n + beta, (n, s, gamma)


def norm_backward(du, cache):
    """x reaches its step directly, through the mean and through s; the parameters are shared by all steps."""
    n, s, gamma = cache
    g = du * gamma
    dx = (g - g.mean(axis=-1, keepdims=True) - n * (g * n).mean(axis=-1, keepdims=True)) / s
    return dx, (du * n).sum(axis=(0, 1)), du.sum(axis=(0, 1))


def split(z, heads):
    """(N, T, E) to (N, heads, T, E / heads)."""
    N, T, E = z.shape
    return z.reshape(N, T, heads, E // heads).transpose(0, 2, 1, 3)


def join(z):
    """(N, heads, T, d) to (N, T, heads * d)."""
    N, heads, T, d = z.shape
    return z.transpose(0, 2, 1, 3).reshape(N, T, heads * d)


def attention_forward(u, wq, wk, wv, wo, heads):
    """Multi-head self-attention."""
    q, k, v = split(u @ wq, heads), split(u @ wk, heads), split(u @ wv, heads)
    scale = 1 / np.sqrt(q.shape[-1])
    scores = scale * (q @ k.transpose(0, 1, 3, 2))
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    r = join(a @ v)
    return r @ wo, (u, wq, wk, wv, wo, q, k, v, a, r, scale)


def attention_backward(dy, cache):
    """Through the output projection, each head, and the three projections that share u."""
    u, wq, wk, wv, wo, q, k, v, a, r, scale = cache
    dr = split(dy @ wo.T, a.shape[1])
    da = dr @ v.transpose(0, 1, 3, 2)
    ds = scale * a * (da - (da * a).sum(axis=-1, keepdims=True))
    dq, dk, dv = join(ds @ k), join(ds.transpose(0, 1, 3, 2) @ q), join(a.transpose(0, 1, 3, 2) @ dr)
    du = dq @ wq.T + dk @ wk.T + dv @ wv.T
    return du, *(over_batch_and_time(u, d) for d in (dq, dk, dv)), over_batch_and_time(r, dy)


def transformer_block_forward(x, gamma1, beta1, wq, wk, wv, wo, gamma2, beta2, w1, b1, w2, b2, heads, eps):
    """h = x + attention(norm(x)), y = h + mlp(norm(h)): what is normalised is the branch, never the sum."""
    u1, norm1 = norm_forward(x, gamma1, beta1, eps)
    read, attention = attention_forward(u1, wq, wk, wv, wo, heads)
    h = x + read

    u2, norm2 = norm_forward(h, gamma2, beta2, eps)
    a = np.maximum(u2 @ w1 + b1, 0)
    y = h + a @ w2 + b2
    return y, (norm1, attention, norm2, u2, a, w1, w2)


def transformer_block_backward(dy, cache):
    """At each plus the gradient goes both ways: unchanged along the sum, and through the branch."""
    norm1, attention, norm2, u2, a, w1, w2 = cache
    dw2 = over_batch_and_time(a, dy)
    db2 = dy.sum(axis=(0, 1))
    dz = (dy @ w2.T) * (a > 0)
    dw1 = over_batch_and_time(u2, dz)
    db1 = dz.sum(axis=(0, 1))
    through_mlp, dgamma2, dbeta2 = norm_backward(dz @ w1.T, norm2)
    dh = dy + through_mlp

    du1, dwq, dwk, dwv, dwo = attention_backward(dh, attention)
    through_attention, dgamma1, dbeta1 = norm_backward(du1, norm1)
    dx = dh + through_attention
    return dx, dgamma1, dbeta1, dwq, dwk, dwv, dwo, dgamma2, dbeta2, dw1, db1, dw2, db2
