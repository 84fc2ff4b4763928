# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    def run(t, h, c):
        if t == x.shape[1]:
            return []
        a = np.einsum("nd,dk->nk", x[:, t], wx) + np.einsum("nh,hk->nk", h, wh) + b
        i, f, g, o = a.reshape(len(a), 4, -1).transpose(1, 0, 2)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        new = f * c + i * g
        out = o * np.tanh(new)
        return [(out, (h, c, i, f, g, o, new)), *run(t + 1, out, new)]

    steps = run(0, h0, c0)
    return np.stack([out for out, _ in steps], 1), (x, wx, wh, [kept for _, kept in steps])


def lstm_backward(dh, cache):
    x, wx, wh, kept = cache
    dx, dwx, dwh, db = np.zeros(x.shape), np.zeros(wx.shape), np.zeros(wh.shape), np.zeros(wx.shape[1])
    up = dc = np.zeros_like(kept[0][0])
    for t in range(x.shape[1] - 1, -1, -1):
        h, c, i, f, g, o, c_new = kept[t]
        up = up + dh[:, t]
        tc = np.tanh(c_new)
        dc = dc + up * o * (1 - tc * tc)
        da = np.hstack([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g), up * tc * o * (1 - o)])
        dx[:, t], dwx[...], dwh[...], db[...] = da @ wx.T, dwx + np.einsum("nd,nk->dk", x[:, t], da), dwh + h.T @ da, db + da.sum(0)
        up, dc = da @ wh.T, dc * f
    return dx, up, dc, dwx, dwh, db
