"""One step of an LSTM: four gates from one product, a cell that is mostly added to."""

import numpy as np


def sigmoid(z):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-z))


def lstm_step_forward(x, h0, c0, wx, wh, b):
    """The new hidden state and the new cell."""
    a = x @ wx + h0 @ wh + b  # (N, 4H): every gate's input side by side
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)

    c = f * c0 + i * g
    h = o * np.tanh(c)
    return h, c, (x, h0, c0, wx, wh, i, f, g, o, c)


def lstm_step_backward(dh, dc, cache):
    """c has two readers: whatever comes after the step, which sends dc, and h, through its tanh."""
    x, h0, c0, wx, wh, i, f, g, o, c = cache
    tanh_c = np.tanh(c)
    dct = dc + dh * o * (1 - tanh_c**2)  # the total gradient of c
    do = dh * tanh_c
    di, df, dg = dct * g, dct * c0, dct * i
    dc0 = dct * f

    da_i = di * i * (1 - i)
    da_f = df * f * (1 - f)
    da_g = dg * (1 - g**2)
    da_o = do * o * (1 - o)
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=1)

    dx = da @ wx.T
    dh0 = da @ wh.T
    dwx = x.T @ da
    dwh = h0.T @ da
    db = da.sum(axis=0)
    return dx, dh0, dc0, dwx, dwh, db
