"""A tanh RNN that reads a sequence and then names its class: loss and backpropagation through time."""

import numpy as np


def rnn_classifier(params, x, labels):
    """Mean softmax cross-entropy of logits made from the last state, and its gradients."""
    wx, wh, b, wo, bo = (params[name] for name in ("wx", "wh", "b", "wo", "bo"))
    N, T, _ = x.shape
    states = [np.zeros((N, len(b)))]  # states[s] is what step s starts from, the last one what it all comes to
    for s in range(T):
        states.append(np.tanh(x[:, s] @ wx + states[s] @ wh + b))
    logits = states[T] @ wo + bo

    below = logits - logits.max(axis=1, keepdims=True)  # so that no exp overflows
    log_p = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), labels].mean()

    dlogits = np.exp(log_p)
    dlogits[np.arange(N), labels] -= 1
    dlogits /= N
    dwo, dbo = states[T].T @ dlogits, dlogits.sum(axis=0)

    # Only the last state meets the loss; every earlier one has its gradient from the step after it.
    dh = dlogits @ wo.T
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros_like(b)
    for s in reversed(range(T)):
        da = dh * (1 - states[s + 1] ** 2)
        dwx += x[:, s].T @ da  # all steps share the weights: their shares add up
        dwh += states[s].T @ da
        db += da.sum(axis=0)
        dh = da @ wh.T
    return loss, {"wx": dwx, "wh": dwh, "b": db, "wo": dwo, "bo": dbo}
