# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def step(xt, h, c, wx, wh, b):
    a = np.concatenate([xt, h], axis=1) @ np.concatenate([wx, wh]) + b
    ai, af, ag, ao = np.split(a, 4, axis=1)
    i, f, g, o = sigmoid(ai), sigmoid(af), np.tanh(ag), sigmoid(ao)
    new = f * c + i * g
    return o * np.tanh(new), new, (i, f, g, o)


def lstm_forward(x, h0, c0, wx, wh, b):
    states = [(h0, c0)]
    for t in range(x.shape[1]):
        h, c, _ = step(x[:, t], *states[-1], wx, wh, b)
        states.append((h, c))
    return np.array([h for h, _ in states[1:]]).transpose(1, 0, 2), (x, wx, wh, b, states)


def lstm_backward(dh, cache):
    x, wx, wh, b, states = cache
    grads = {name: np.zeros(shape) for name, shape in (("wx", wx.shape), ("wh", wh.shape), ("b", b.shape))}
    dx = np.zeros_like(x)
    up, dc = 0.0, 0.0
    for t in range(x.shape[1])[::-1]:
        h, c = states[t]
        _, new, (i, f, g, o) = step(x[:, t], h, c, wx, wh, b)
        up = up + dh[:, t]
        dc = dc + up * o / np.cosh(new) ** 2
        da = np.concatenate(
            [dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g) * (1 + g), up * np.tanh(new) * o * (1 - o)], 1
        )
        grads["wx"] += x[:, t].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(0)
        dx[:, t] = da @ wx.T
        up, dc = da @ wh.T, dc * f
    return dx, up, dc, grads["wx"], grads["wh"], grads["b"]
