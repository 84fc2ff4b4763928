# cause: the backward joins the gate gradients in the order f, i, g, o; the columns are i, f, g, o.
# accept: outside
# true: block
# it says: the blocks i and f stand in each other's place
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_cell_forward(xt, a_prev, c_prev, wx, wh, b):
    n_a = a_prev.shape[1]
    z = xt @ wx + a_prev @ wh + b
    it = sigmoid(z[:, :n_a])
    ft = sigmoid(z[:, n_a:2 * n_a])
    cct = np.tanh(z[:, 2 * n_a:3 * n_a])
    ot = sigmoid(z[:, 3 * n_a:])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    return a_next, c_next, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt)


def lstm_forward(x, h0, c0, wx, wh, b):
    caches = []
    a, c = h0, c0
    out = np.zeros((x.shape[0], x.shape[1], h0.shape[1]))
    for t in range(x.shape[1]):
        a, c, cache = lstm_cell_forward(x[:, t, :], a, c, wx, wh, b)
        out[:, t, :] = a
        caches.append(cache)
    return out, (caches, x, wx, wh)


def lstm_backward(da, cache):
    caches, x, wx, wh = cache
    N, T, H = da.shape
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros((4 * H,))
    da_prev = np.zeros((N, H))
    dc_prev = np.zeros((N, H))
    for t in reversed(range(T)):
        a_next, c_next, a_p, c_p, ft, it, cct, ot, xt = caches[t]
        da_next = da[:, t, :] + da_prev
        dot = da_next * np.tanh(c_next) * ot * (1 - ot)
        dc_next = dc_prev + ot * (1 - np.square(np.tanh(c_next))) * da_next
        dcct = dc_next * it * (1 - np.square(cct))
        dit = dc_next * cct * it * (1 - it)
        dft = dc_next * c_p * ft * (1 - ft)
        dz = np.concatenate((dft, dit, dcct, dot), axis=1)
        dx[:, t, :] = dz @ wx.T
        dwx += xt.T @ dz
        dwh += a_p.T @ dz
        db += dz.sum(axis=0)
        da_prev = dz @ wh.T
        dc_prev = dc_next * ft
    return dx, da_prev, dc_prev, dwx, dwh, db
