# cause: dx adds what comes back through the gates i, f and g; the output gate's share is missing.
# accept: missing-term
# where: dx
import numpy as np

sigmoid = lambda z: 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    store = {}
    hp, cp = h0, c0
    for t in range(T):
        z = x[:, t] @ wx + hp @ wh + b
        zi, zf, zg, zo = z[:, 0:H], z[:, H : 2 * H], z[:, 2 * H : 3 * H], z[:, 3 * H : 4 * H]
        i, f, g, o = sigmoid(zi), sigmoid(zf), np.tanh(zg), sigmoid(zo)
        cn = f * cp + i * g
        h[:, t] = o * np.tanh(cn)
        store[t] = hp, cp, i, f, g, o, cn
        hp, cp = h[:, t], cn
    return h, (x, wx, wh, store)


def lstm_backward(dh, cache):
    x, wx, wh, store = cache
    N, T, D = x.shape
    H = dh.shape[2]
    Wi, Wf, Wg, Wo = wx[:, 0:H], wx[:, H : 2 * H], wx[:, 2 * H : 3 * H], wx[:, 3 * H : 4 * H]
    Ui, Uf, Ug, Uo = wh[:, 0:H], wh[:, H : 2 * H], wh[:, 2 * H : 3 * H], wh[:, 3 * H : 4 * H]
    dx = np.zeros((N, T, D))
    dwx, dwh, db = np.zeros(wx.shape), np.zeros(wh.shape), np.zeros(4 * H)
    dhn, dcn = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        hp, cp, i, f, g, o, cn = store[t]
        dht = dh[:, t] + dhn
        dc = dcn + dht * o * (1 - np.tanh(cn) ** 2)
        zi = dc * g * i * (1 - i)
        zf = dc * cp * f * (1 - f)
        zg = dc * i * (1 - g * g)
        zo = dht * np.tanh(cn) * o * (1 - o)
        dx[:, t] = zi @ Wi.T + zf @ Wf.T + zg @ Wg.T
        dhn = zi @ Ui.T + zf @ Uf.T + zg @ Ug.T + zo @ Uo.T
        dcn = dc * f
        z = np.hstack((zi, zf, zg, zo))
        dwx += x[:, t].T @ z
        dwh += hp.T @ z
        db += z.sum(0)
    return dx, dhn, dcn, dwx, dwh, db
