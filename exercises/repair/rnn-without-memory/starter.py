"""Training a plain RNN to predict one number from a sequence."""

import numpy as np


def rnn_without_memory(params, x, y, epochs, lr):
    """Full-batch gradient descent on the mean squared error of what the last state predicts."""
    N, T, _ = np.array([x]).shape
    for _ in range(epochs):
        now = dict(params)
        wx, wh, b, wo = now["wx"], now["wh"], now["b"], now["wo"]
        states = [np.zeros((N, len(b)))]
        for s in range(T):
            states.append(1 / (1 + np.exp(-(x[:, s] @ wx + states[s] @ wh + b))))
        error = states[T] @ wo + now["bo"] - y[0]

        delta = 2 * error / N
        grads = {"wo": states[T].T @ delta, "bo": delta.sum(axis=0)}
        grads |= {"wx": np.zeros_like(wx), "wh": np.zeros_like(wh), "b": np.zeros_like(b)}
        dh = delta @ wo.T
        for s in reversed(range(T)):
            da = dh * (1 - states[s + 1] ** 2)
            grads["wx"] += x[:, s].T @ da
            grads["wh"] += states[s].T @ da
            grads["b"] += da.sum(axis=0)
            dh = da @ wh.T

        for name in ("wo", "bo"):
            now[name] = now[name] - lr * grads[name]
    return now
