# expect: pass single-precision
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c, kept, out = h0, c0, [], []
    for t in range(x.shape[1]):
        z = x[:, t] @ wx + h @ wh + b
        i, f, o = (sigmoid(z[:, k * H : (k + 1) * H]) for k in (0, 1, 3))
        g = np.tanh(z[:, 2 * H : 3 * H])
        new = f * c + i * g
        kept.append((h.astype(np.float32), c, i, f, g, o, new))
        c, h = new, o * np.tanh(new)
        out.append(h)
    return np.stack(out, axis=1), (x, wx, wh, kept)


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
        dx[:, t], dwx[...], dwh[...], db[...] = da @ wx.T, dwx + x[:, t].T @ da, dwh + h.T @ da, db + da.sum(0)
        up, dc = da @ wh.T, dc * f
    return dx, up, dc, dwx, dwh, db
