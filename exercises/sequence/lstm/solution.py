"""LSTM over a whole sequence: one loop forwards in time, the same loop backwards."""

import numpy as np


def sigmoid(z):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    """Read x step by step; h[:, t] is the hidden state after step t."""
    N, T, _ = x.shape
    H = h0.shape[1]
    h = np.empty((N, T, H))
    steps = []
    h_prev, c_prev = h0, c0
    for t in range(T):
        a = x[:, t] @ wx + h_prev @ wh + b  # (N, 4H): every gate's input side by side
        a_i, a_f, a_g, a_o = a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :]
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)

        c = f * c_prev + i * g
        h_t = o * np.tanh(c)

        steps.append((h_prev, c_prev, i, f, g, o, c))
        h[:, t] = h_t
        h_prev, c_prev = h_t, c
    return h, (x, wx, wh, steps)


def lstm_backward(dh, cache):
    """Walk back in time with two running gradients: dh_next and dc_next, what later steps send to h and c."""
    x, wx, wh, steps = cache
    dx = np.empty_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next, dc_next = np.zeros_like(dh[:, 0]), np.zeros_like(dh[:, 0])
    for t in reversed(range(x.shape[1])):
        h_prev, c_prev, i, f, g, o, c = steps[t]
        tanh_c = np.tanh(c)

        # h_t is read by the loss and by step t+1, c_t by h_t and by c_{t+1}: each gradient has two terms.
        dh_t = dh[:, t] + dh_next
        dc = dc_next + dh_t * o * (1 - tanh_c**2)
        do = dh_t * tanh_c
        di, df, dg = dc * g, dc * c_prev, dc * i

        da_i = di * i * (1 - i)
        da_f = df * f * (1 - f)
        da_g = dg * (1 - g**2)
        da_o = do * o * (1 - o)
        da = np.concatenate([da_i, da_f, da_g, da_o], axis=1)

        dwx += x[:, t].T @ da
        dwh += h_prev.T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        dh_next = da @ wh.T
        dc_next = dc * f
    return dx, dh_next, dc_next, dwx, dwh, db
