# cause: dc uses the loss's share of dh only; what step t + 1 sends back to h is missing in it (do has it).
# accept: missing-term
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def dsigmoid(s):
    return s * (1 - s)


def dtanh(t):
    return 1 - t * t


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T + 1, H))
    c = np.zeros((N, T + 1, H))
    h[:, 0], c[:, 0] = h0, c0
    G = np.zeros((N, T, 4, H))
    for t in range(T):
        a = (x[:, t] @ wx + h[:, t] @ wh + b).reshape(N, 4, H)
        G[:, t] = sigmoid(a)
        G[:, t, 2] = np.tanh(a[:, 2])
        i, f, g, o = (G[:, t, k] for k in range(4))
        c[:, t + 1] = f * c[:, t] + i * g
        h[:, t + 1] = o * np.tanh(c[:, t + 1])
    return h[:, 1:].copy(), (x, h, c, G, wx, wh)


def lstm_backward(dh, cache):
    x, h, c, G, wx, wh = cache
    N, T, D = x.shape
    H = wh.shape[0]
    dx = np.zeros_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    dh_next = np.zeros((N, H))
    dc_next = np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        i, f, g, o = (G[:, t, k] for k in range(4))
        tc = np.tanh(c[:, t + 1])
        dc = dh[:, t] * o * dtanh(tc) + dc_next
        do = (dh[:, t] + dh_next) * tc
        dG = np.stack([dc * g * dsigmoid(i), dc * c[:, t] * dsigmoid(f), dc * i * dtanh(g), do * dsigmoid(o)], 1)
        dG = dG.reshape(N, 4 * H)
        dx[:, t] = dG @ wx.T
        dwx += x[:, t].T @ dG
        dwh += h[:, t].T @ dG
        db += dG.sum(axis=0)
        dh_next = dG @ wh.T
        dc_next = f * dc
    return dx, dh_next, dc_next, dwx, dwh, db
