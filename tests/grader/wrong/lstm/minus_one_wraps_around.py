# cause: the state before step 0 is read as h[:, -1], which is the last step, where it must be h0; only dwh uses it.
# accept: outside
# where: dwh
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    gates = np.zeros((N, T, 4 * H))
    cells = np.zeros((N, T + 1, H))
    cells[:, 0] = c0
    prev = h0
    for t in range(T):
        a = x[:, t] @ wx + prev @ wh + b
        gates[:, t] = sigmoid(a)
        gates[:, t, 2 * H : 3 * H] = np.tanh(a[:, 2 * H : 3 * H])
        i, f, g, o = np.split(gates[:, t], 4, axis=1)
        cells[:, t + 1] = f * cells[:, t] + i * g
        prev = h[:, t] = o * np.tanh(cells[:, t + 1])
    return h, {"x": x, "wx": wx, "wh": wh, "h": h.copy(), "gates": gates, "cells": cells}


def lstm_backward(dh, cache):
    x, wx, wh, h = cache["x"], cache["wx"], cache["wh"], cache["h"]
    N, T, H = h.shape
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    d_h, d_c = np.zeros((N, H)), np.zeros((N, H))
    for t in reversed(range(T)):
        i, f, g, o = np.split(cache["gates"][:, t], 4, axis=1)
        c_prev, c = cache["cells"][:, t], cache["cells"][:, t + 1]
        d_h = d_h + dh[:, t]
        d_c = d_c + d_h * o * (1 - np.tanh(c) ** 2)
        da = np.concatenate(
            [d_c * g * i * (1 - i), d_c * c_prev * f * (1 - f), d_c * i * (1 - g**2), d_h * np.tanh(c) * o * (1 - o)], 1
        )
        dwx += x[:, t].T @ da
        dwh += h[:, t - 1].T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        d_h = da @ wh.T
        d_c = d_c * f
    return dx, d_h, d_c, dwx, dwh, db
