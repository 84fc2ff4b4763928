# cause: dc goes from step t + 1 to t through the forget gate of t, it must be that of t + 1.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h, c = [h0], [c0]
    I, F, G, O = [], [], [], []
    for t in range(T):
        a = x[:, t] @ wx + h[t] @ wh + b
        I.append(sigmoid(a[:, :H]))
        F.append(sigmoid(a[:, H : 2 * H]))
        G.append(np.tanh(a[:, 2 * H : 3 * H]))
        O.append(sigmoid(a[:, 3 * H :]))
        c.append(F[t] * c[t] + I[t] * G[t])
        h.append(O[t] * np.tanh(c[t + 1]))
    return np.stack(h[1:], axis=1), (x, wx, wh, h, c, I, F, G, O)


def lstm_backward(dh, cache):
    x, wx, wh, h, c, I, F, G, O = cache
    N, T, D = x.shape
    dx = np.zeros_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next = np.zeros_like(h[0])
    dc = np.zeros_like(c[0])
    for t in reversed(range(T)):
        th = np.tanh(c[t + 1])
        dht = dh[:, t] + dh_next
        dc = dc * F[t] + dht * O[t] * (1 - th**2)
        da = np.hstack([
            dc * G[t] * I[t] * (1 - I[t]),
            dc * c[t] * F[t] * (1 - F[t]),
            dc * I[t] * (1 - G[t] ** 2),
            dht * th * O[t] * (1 - O[t]),
        ])
        dwx += x[:, t].T @ da
        dwh += h[t].T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        dh_next = da @ wh.T
    dc0 = dc * F[0]
    return dx, dh_next, dc0, dwx, dwh, db
