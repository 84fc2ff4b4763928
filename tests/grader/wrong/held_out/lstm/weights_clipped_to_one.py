# cause: dwx, dwh and db are clipped to [-1, 1] against exploding gradients.
# accept: outside
# where: dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    xs, hs, cs, ifog = {}, {-1: h0}, {-1: c0}, {}
    y = np.zeros((N, T, H))
    for t in range(T):
        xs[t] = x[:, t]
        a = xs[t] @ wx + hs[t - 1] @ wh + b
        act = sigmoid(a)
        act[:, 2 * H:3 * H] = np.tanh(a[:, 2 * H:3 * H])
        ifog[t] = act
        cs[t] = act[:, H:2 * H] * cs[t - 1] + act[:, :H] * act[:, 2 * H:3 * H]
        hs[t] = act[:, 3 * H:] * np.tanh(cs[t])
        y[:, t] = hs[t]
    return y, (xs, hs, cs, ifog, wx, wh)


def lstm_backward(dh, cache):
    xs, hs, cs, ifog, wx, wh = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, wx.shape[0]))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    dhnext, dcnext = np.zeros_like(hs[-1]), np.zeros_like(cs[-1])
    for t in reversed(range(T)):
        i, f, g, o = ifog[t][:, :H], ifog[t][:, H:2 * H], ifog[t][:, 2 * H:3 * H], ifog[t][:, 3 * H:]
        tc = np.tanh(cs[t])
        d = dh[:, t] + dhnext
        dc = dcnext + d * o * (1 - tc * tc)
        da = np.zeros((N, 4 * H))
        da[:, :H] = dc * g * i * (1 - i)
        da[:, H:2 * H] = dc * cs[t - 1] * f * (1 - f)
        da[:, 2 * H:3 * H] = dc * i * (1 - g * g)
        da[:, 3 * H:] = d * tc * o * (1 - o)
        dx[:, t] = da @ wx.T
        dwx += xs[t].T @ da
        dwh += hs[t - 1].T @ da
        db += da.sum(axis=0)
        dhnext = da @ wh.T
        dcnext = dc * f
    for dparam in [dwx, dwh, db]:
        np.clip(dparam, -1, 1, out=dparam)  # clip to mitigate exploding gradients
    return dx, dhnext, dcnext, dwx, dwh, db
