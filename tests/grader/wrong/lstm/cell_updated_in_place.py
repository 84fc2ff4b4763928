# cause: the running cell is c0 itself and is updated in place, so the caller's c0 is changed.
# accept: input-changed
# where: c0
import numpy as np


def logistic(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h_all = np.empty((N, T, H))
    saved = []
    h, c = h0, c0
    for t in range(T):
        act = x[:, t] @ wx + h @ wh + b
        i = logistic(act[:, :H])
        f = logistic(act[:, H : 2 * H])
        g = np.tanh(act[:, 2 * H : 3 * H])
        o = logistic(act[:, 3 * H :])
        c_before = c.copy()  # 反向要用旧的 c
        c *= f
        c += i * g
        tc = np.tanh(c)
        saved.append((h, c_before, i, f, g, o, tc))
        h = o * tc
        h_all[:, t] = h
    return h_all, (x, wx, wh, saved)


def lstm_backward(dh, cache):
    x, wx, wh, saved = cache
    dx = np.empty_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wh.shape[1])
    dh_n, dc_n = 0, 0
    for t in reversed(range(x.shape[1])):
        h, c_before, i, f, g, o, tc = saved[t]
        dh_t = dh[:, t] + dh_n
        dc_t = dc_n + dh_t * o * (1 - tc * tc)
        d = np.concatenate(
            [dc_t * g * i * (1 - i), dc_t * c_before * f * (1 - f), dc_t * i * (1 - g * g), dh_t * tc * o * (1 - o)],
            axis=1,
        )
        dwx += x[:, t].T @ d
        dwh += h.T @ d
        db += d.sum(axis=0)
        dx[:, t] = d @ wx.T
        dh_n, dc_n = d @ wh.T, dc_t * f
    return dx, dh_n, dc_n, dwx, dwh, db
