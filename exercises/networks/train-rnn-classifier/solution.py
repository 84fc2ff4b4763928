"""Mini-batch training of an RNN classifier: backpropagation through time for a batch, a step, the next batch."""

import numpy as np


def train(params, x, labels, order, steps, lr):
    """Step k is taken on the sequences order[k], from the front again after the last row."""
    for k in range(steps):
        batch = order[k % len(order)]
        grads = gradients(params, x[batch], labels[batch])  # all five at the same point, before anything moves
        params = {name: w - lr * grads[name] for name, w in params.items()}  # new arrays: the caller's stay
    return params


def gradients(params, x, labels):
    """Gradients of the mean cross-entropy of one batch, whose sequences start from a zero state."""
    wx, wh, b, wo, bo = (params[name] for name in ("wx", "wh", "b", "wo", "bo"))
    N, T, _ = x.shape
    states = [np.zeros((N, len(b)))]
    for s in range(T):
        states.append(np.tanh(x[:, s] @ wx + states[s] @ wh + b))
    logits = states[T] @ wo + bo
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)

    p[np.arange(N), labels] -= 1
    dlogits = p / N
    dh = dlogits @ wo.T
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros_like(b)
    for s in reversed(range(T)):
        da = dh * (1 - states[s + 1] ** 2)
        dwx += x[:, s].T @ da
        dwh += states[s].T @ da
        db += da.sum(axis=0)
        dh = da @ wh.T
    return {"wx": dwx, "wh": dwh, "b": db, "wo": states[T].T @ dlogits, "bo": dlogits.sum(axis=0)}
