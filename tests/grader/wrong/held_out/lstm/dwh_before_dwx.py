# cause: the gradients are returned with dwh before dwx.
# accept: order another-gradient
# where: dwx dwh
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    hs = np.zeros((N, T, H))
    cache = []
    h, c = h0, c0
    for t in range(T):
        z = x[:, t] @ wx + h @ wh + b
        i, f, g, o = np.split(z, 4, axis=1)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        c_new = f * c + i * g
        tc = np.tanh(c_new)
        h_new = o * tc
        cache.append((x[:, t], h, c, i, f, g, o, tc))
        h, c = h_new, c_new
        hs[:, t] = h
    return hs, (cache, wx, wh)


def lstm_backward(dh, cache):
    steps, wx, wh = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, wx.shape[0]))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    dhn = np.zeros((N, H))
    dcn = np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        xt, hp, cp, i, f, g, o, tc = steps[t]
        d = dh[:, t] + dhn
        dc = dcn + d * o * (1 - tc ** 2)
        dz = np.hstack([dc * g * i * (1 - i), dc * cp * f * (1 - f), dc * i * (1 - g ** 2), d * tc * o * (1 - o)])
        dx[:, t] = dz @ wx.T
        dhn = dz @ wh.T
        dcn = dc * f
        dwx += xt.T @ dz
        dwh += hp.T @ dz
        db += dz.sum(0)
    return dx, dhn, dcn, dwh, dwx, db
