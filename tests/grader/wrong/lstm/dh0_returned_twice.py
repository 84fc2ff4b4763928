# cause: dc0 is a copy of dh0 (the same variable is returned twice).
# accept: another-gradient
# where: dc0
import numpy as np


def lstm_forward(x, h0, c0, wx, wh, b):
    sigma = lambda s: 1 / (1 + np.exp(-s))
    n, T, d = x.shape
    k = h0.shape[1]
    h, c, hist, ys = h0, c0, [], []
    for t in range(T):
        pre = x[:, t] @ wx + h @ wh + b
        i = sigma(pre[:, 0 * k : 1 * k])
        f = sigma(pre[:, 1 * k : 2 * k])
        g = np.tanh(pre[:, 2 * k : 3 * k])
        o = sigma(pre[:, 3 * k : 4 * k])
        old_h, old_c = h, c
        c = f * old_c + i * g
        h = o * np.tanh(c)
        hist.append([old_h, old_c, i, f, g, o, c])
        ys.append(h)
    return np.array(ys).transpose(1, 0, 2), (x, wx, wh, hist)


def lstm_backward(dh, cache):
    x, wx, wh, hist = cache
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros(wx.shape[1])
    dprev_h = np.zeros(dh[:, 0].shape)
    dprev_c = np.zeros(dh[:, 0].shape)
    t = x.shape[1]
    while t > 0:
        t = t - 1
        old_h, old_c, i, f, g, o, c = hist[t]
        delta_h = dh[:, t] + dprev_h
        delta_c = dprev_c + delta_h * o / np.cosh(c) ** 2
        pre = np.zeros((x.shape[0], wx.shape[1]))
        k = i.shape[1]
        pre[:, 0 * k : 1 * k] = delta_c * g * i * (1 - i)
        pre[:, 1 * k : 2 * k] = delta_c * old_c * f * (1 - f)
        pre[:, 2 * k : 3 * k] = delta_c * i * (1 - g**2)
        pre[:, 3 * k : 4 * k] = delta_h * np.tanh(c) * o * (1 - o)
        dx[:, t] = pre @ wx.T
        dprev_h = pre @ wh.T
        dprev_c = delta_c * f
        dwx += x[:, t].T @ pre
        dwh += old_h.T @ pre
        db += pre.sum(axis=0)
    return dx, dprev_h, dprev_h, dwx, dwh, db
