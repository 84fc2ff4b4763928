# cause: dwh is added up only from step 1 on, so the share of h0 is missing.
# accept: missing-term
# where: dwh
import numpy as np


class Sigmoid:
    @staticmethod
    def f(z):
        return 1.0 / (1.0 + np.exp(-z))

    @staticmethod
    def df(s):
        return s * (1.0 - s)


def lstm_forward(x, h0, c0, wx, wh, b):
    n, steps, _ = x.shape
    n_h = h0.shape[1]
    h = np.zeros((n, steps, n_h))
    c = np.zeros((n, steps, n_h))
    gates = np.zeros((n, steps, 4 * n_h))
    for t in range(steps):
        hp = h[:, t - 1] if t > 0 else h0
        cp = c[:, t - 1] if t > 0 else c0
        z = x[:, t] @ wx + hp @ wh + b
        gates[:, t] = Sigmoid.f(z)
        gates[:, t, 2 * n_h:3 * n_h] = np.tanh(z[:, 2 * n_h:3 * n_h])
        i, f, g, o = np.split(gates[:, t], 4, axis=1)
        c[:, t] = f * cp + i * g
        h[:, t] = o * np.tanh(c[:, t])
    return h, (x, h, c, gates, c0, wx, wh)


def lstm_backward(dh, cache):
    x, h, c, gates, c0, wx, wh = cache
    n, steps, n_h = h.shape
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros(4 * n_h)
    carry_h = np.zeros((n, n_h))
    carry_c = np.zeros((n, n_h))
    for t in range(steps - 1, -1, -1):
        i, f, g, o = np.split(gates[:, t], 4, axis=1)
        cp = c[:, t - 1] if t > 0 else c0
        tc = np.tanh(c[:, t])
        d_h = dh[:, t] + carry_h
        d_c = carry_c + d_h * o * (1 - tc * tc)
        dz = np.empty((n, 4 * n_h))
        dz[:, :n_h] = d_c * g * Sigmoid.df(i)
        dz[:, n_h:2 * n_h] = d_c * cp * Sigmoid.df(f)
        dz[:, 2 * n_h:3 * n_h] = d_c * i * (1 - g * g)
        dz[:, 3 * n_h:] = d_h * tc * Sigmoid.df(o)
        if t > 0:
            dwh += h[:, t - 1].T @ dz
        dwx += x[:, t].T @ dz
        db += dz.sum(axis=0)
        dx[:, t] = dz @ wx.T
        carry_h = dz @ wh.T
        carry_c = d_c * f
    return dx, carry_h, carry_c, dwx, dwh, db
