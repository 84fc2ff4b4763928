# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    n, steps, _ = x.shape
    size = h0.shape[1]
    h, c, kept, out = h0, c0, [], np.zeros((n, steps, size))
    for t in range(steps):
        z = x[:, t] @ wx + h @ wh + b
        i, f, g, o = (z[:, k * size:(k + 1) * size] for k in range(4))
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        new_c = f * c + i * g
        kept.append((h, c, i, f, g, o, new_c))
        c = new_c
        h = o * np.tanh(c)
        out[:, t] = h
    return out, (x, wx, wh, kept)


def lstm_backward(dh, cache):
    x, wx, wh, kept = cache
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dnext = np.zeros_like(dh[:, 0])
    dc = np.zeros_like(dnext)
    for t in reversed(range(x.shape[1])):
        h, c, i, f, g, o, new_c = kept[t]
        total = dh[:, t] + dnext
        squashed = np.tanh(new_c)
        dc = dc + total * o * (1 - squashed * squashed)
        parts = (dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g), total * squashed * o * (1 - o))
        dz = np.concatenate(parts, axis=1)
        dx[:, t] = dz @ wx.T
        dnext = dz @ wh.T
        dwx += x[:, t].T @ dz
        dwh += h.T @ dz
        db += dz.sum(axis=0)
        dc = dc * f
    return dx, dnext, dc, dwx, dwh, db
