"""Twenty plausible slips in hand-written gradients, each beside the right gradient it was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.bench.rivals_work import Work, own

Rng = np.random.Generator


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def dense(x, w, b):
    return x @ w + b, (x, w)


def dense_back(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)


def mse(x, t):
    return ((x - t) ** 2).mean(), (x, t)


def mse_back(dy, cache):
    x, t = cache
    g = 2 * dy * (x - t) / x.size
    return g, -g


def tiny_mse(x, t):
    y, cache = mse(x, t)
    return 1e-6 * y, cache


def tiny_mse_back(dy, cache):
    return mse_back(1e-6 * dy, cache)


def layernorm(x, g, b):
    centred = x - x.mean(axis=1, keepdims=True)
    var = (centred**2).mean(axis=1, keepdims=True)
    xhat = centred / np.sqrt(var + 1e-5)
    return g * xhat + b, (xhat, g, var)


def layernorm_back(dy, cache, eps=1e-5, mean=True, lost=0):
    xhat, g, var = cache
    d = dy * g
    through_var = xhat * (d * xhat).sum(axis=1, keepdims=True) / (d.shape[1] - lost)
    dx = (d - mean * d.mean(axis=1, keepdims=True) - through_var) / np.sqrt(var + eps)
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)


def cross_entropy(z, labels):
    p = softmax(z)
    return -np.log(p[np.arange(len(z)), labels]).mean(), (p, labels)


def cross_entropy_back(dy, cache, count=None, eps=0.0, clip=0.0):
    p, labels = cache
    p = np.clip(p, clip, 1 - clip) / (1 + eps)
    return dy * (p - np.eye(p.shape[1])[labels]) / (count or len(p))


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))), x


def gelu_back(dy, x, k=0.044715):
    c = np.sqrt(2 / np.pi)
    t = np.tanh(c * (x + k * x**3))
    return dy * (0.5 * (1 + t) + 0.5 * x * (1 - t**2) * c * (1 + 3 * k * x**2))


def normalize(x):
    r = np.sqrt((x**2).sum(axis=1, keepdims=True) + 1e-6)
    return x / r, x


def normalize_back(dy, x, eps=1e-6):
    r = np.sqrt((x**2).sum(axis=1, keepdims=True) + eps)
    return dy / r - x * (dy * x).sum(axis=1, keepdims=True) / r**3


def rnn(x, h, w):
    states = [h]
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] + states[-1] @ w))
    return np.stack(states[1:], axis=1), (states, w)


def rnn_back(dh, cache, through_time=1.0, adds=1.0):
    states, w = cache
    dx, dw, carry = np.zeros_like(dh), np.zeros_like(w), np.zeros_like(states[0])
    for t in reversed(range(dh.shape[1])):
        da = (dh[:, t] + through_time * carry) * (1 - states[t + 1] ** 2)
        dx[:, t], carry, dw = da, da @ w.T, adds * dw + states[t].T @ da
    return dx, carry, dw


def attention(q, k, v):
    p = softmax(q @ k.T / np.sqrt(q.shape[1]))
    return p @ v, (q, k, v, p)


def attention_back(dy, cache, unscaled=False):
    q, k, v, p = cache
    dp = dy @ v.T
    ds = p * (dp - (dp * p).sum(axis=1, keepdims=True)) / np.sqrt(q.shape[1])
    return ds @ k, ds.T @ q * (np.sqrt(q.shape[1]) if unscaled else 1.0), p.T @ dy


def smoothing(x, w):
    padded = np.concatenate([np.zeros_like(x[:1]), x, np.zeros_like(x[:1])])
    return w[0] * padded[:-2] + w[1] * x + w[2] * padded[2:], (padded, w)


def smoothing_back(dy, cache, border=1.0):
    padded, w = cache
    dpadded = np.zeros_like(padded)
    for k, stop in enumerate((-2, -1, None)):
        dpadded[k:stop] += w[k] * dy
    dx = dpadded[1:-1]
    dx[[0, -1]] *= border
    return dx, np.array([padded[:-2] @ dy, padded[1:-1] @ dy, padded[2:] @ dy])


def embedding(table, ids):
    return table[ids], (table.shape, ids)


def embedding_back(dy, cache, once=False):
    shape, ids = cache
    dtable = np.zeros(shape)
    if once:
        dtable[ids] += dy
    else:
        np.add.at(dtable, ids, dy)
    return dtable


def one_weight_off(dy, cache):
    dx, dw, db = dense_back(dy, cache)
    dw[2, 1] *= 1.001
    return dx, dw, db


def in_single_precision(dy, cache):
    return tuple(g.astype(float) for g in dense_back(dy.astype(np.float32), [a.astype(np.float32) for a in cache]))


def last(change: Callable[[Any], Any], backward: Callable[..., Any]) -> Callable[..., Any]:
    """The last gradient changed."""
    return lambda dy, cache: (*backward(dy, cache)[:-1], change(backward(dy, cache)[-1]))


def given(backward: Callable[..., Any], **wrong: Any) -> Callable[..., Any]:
    """The gradient with one of its ingredients wrong."""
    return lambda dy, cache: backward(dy, cache, **wrong)


def negated(dy, cache):
    return tuple(-g for g in tiny_mse_back(dy, cache))


@dataclass(frozen=True)
class Slip:
    """A wrong backward; a right one beside it."""

    name: str
    right: Callable[[Rng], Work]
    wrong: Callable[..., Any]

    def works(self, seed: int) -> tuple[Work, Work]:
        """Right and wrong, on the same random arrays."""
        right = self.right(np.random.default_rng(seed))
        return right, replace(right, backward=self.wrong)


def on(forward: Callable[..., Any], backward: Callable[..., Any], **shapes: tuple[int, ...]) -> Callable[[Rng], Work]:
    """A pair on normal arrays."""
    return lambda rng: own(
        forward.__name__, forward, backward, {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    )


def classes(rng: Rng) -> Work:
    """Logits far apart, so that some probabilities are small, and labels."""
    args = {"z": 4 * rng.standard_normal((3, 5)), "labels": rng.integers(0, 5, 3)}
    return own("cross_entropy", cross_entropy, cross_entropy_back, args)


def repeated(rng: Rng) -> Work:
    """A row that is looked up twice."""
    args = {"table": rng.standard_normal((4, 3)), "ids": np.array([1, 3, 1])}
    return own("embedding", embedding, embedding_back, args)


DENSE = on(dense, dense_back, x=(4, 3), w=(3, 5), b=(5,))
NORM = on(layernorm, layernorm_back, x=(3, 5), g=(5,), b=(5,))
MSE, TINY = on(mse, mse_back, x=(3, 4), t=(3, 4)), on(tiny_mse, tiny_mse_back, x=(3, 4), t=(3, 4))
RNN = on(rnn, rnn_back, x=(2, 3, 3), h=(2, 3), w=(3, 3))
SLIPS = (
    Slip("bias averaged, not summed", DENSE, last(lambda g: g / 4, dense_back)),
    Slip("one weight 0.1 % off", DENSE, one_weight_off),
    Slip("float32 inside", DENSE, in_single_precision),
    Slip("the 2 of a square forgotten", MSE, given(lambda dy, c: tuple(g / 2 for g in mse_back(dy, c)))),
    Slip("loss × 1e-6, wrong sign", TINY, negated),
    Slip("loss × 1e-6, gradient left zero", TINY, last(np.zeros_like, tiny_mse_back)),
    Slip("layernorm: eps forgotten", NORM, given(layernorm_back, eps=0.0)),
    Slip("layernorm: mean taken as constant", NORM, given(layernorm_back, mean=False)),
    Slip("layernorm: N − 1 for N", NORM, given(layernorm_back, lost=1)),
    Slip("cross-entropy: 1/N forgotten", classes, given(cross_entropy_back, count=1)),
    Slip("cross-entropy: 1e-8 in a denominator", classes, given(cross_entropy_back, eps=1e-8)),
    Slip("cross-entropy: p clipped at 1e-4", classes, given(cross_entropy_back, clip=1e-4)),
    Slip("gelu: 0.04715 for 0.044715", on(gelu, gelu_back, x=(3, 4)), given(gelu_back, k=0.04715)),
    Slip("L2 norm: eps forgotten", on(normalize, normalize_back, x=(3, 4)), given(normalize_back, eps=0.0)),
    Slip("RNN: cut in time", RNN, given(rnn_back, through_time=0.0)),
    Slip("RNN: = for += over the steps", RNN, given(rnn_back, adds=0.0)),
    Slip(
        "RNN: h0's gradient without its weights",
        RNN,
        lambda dh, c: (*rnn_back(dh, c)[:1], rnn_back(dh, c)[0][:, 0], rnn_back(dh, c)[2]),
    ),
    Slip(
        "attention: 1/√d forgotten for k",
        on(attention, attention_back, q=(3, 4), k=(5, 4), v=(5, 2)),
        given(attention_back, unscaled=True),
    ),
    Slip(
        "convolution: border left out", on(smoothing, smoothing_back, x=(6,), w=(3,)), given(smoothing_back, border=0.0)
    ),
    Slip("embedding: a repeated row counted once", repeated, given(embedding_back, once=True)),
)
