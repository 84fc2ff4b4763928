# cause: the derivative of tanh(c) is taken at the cell before its update.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    prev_h, prev_c = h0, c0
    ys, caches = [], []
    for t in range(x.shape[1]):
        z = x[:, t].dot(wx) + prev_h.dot(wh) + b
        i = sigmoid(z[:, :H])
        f = sigmoid(z[:, H : 2 * H])
        g = np.tanh(z[:, 2 * H : 3 * H])
        o = sigmoid(z[:, 3 * H :])
        next_c = f * prev_c + i * g
        next_h = o * np.tanh(next_c)
        caches.append((x[:, t], prev_h, prev_c, next_c, i, f, g, o))
        prev_h, prev_c = next_h, next_c
        ys.append(next_h)
    return np.stack(ys, 1), (caches, wx, wh)


def lstm_step_backward(dnext_h, dnext_c, cache, wx, wh):
    x, prev_h, prev_c, next_c, i, f, g, o = cache
    # 先算输出门，再算细胞状态
    do = dnext_h * np.tanh(next_c)
    dc = dnext_c + dnext_h * o * (1 - np.tanh(prev_c) ** 2)
    dz = np.hstack((dc * g * i * (1 - i), dc * prev_c * f * (1 - f), dc * i * (1 - g**2), do * o * (1 - o)))
    return dz.dot(wx.T), dz.dot(wh.T), dc * f, x.T.dot(dz), prev_h.T.dot(dz), dz.sum(axis=0)


def lstm_backward(dh, cache):
    caches, wx, wh = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, wx.shape[0]))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    dprev_h, dprev_c = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        dx[:, t], dprev_h, dprev_c, dwx_t, dwh_t, db_t = lstm_step_backward(
            dh[:, t] + dprev_h, dprev_c, caches[t], wx, wh
        )
        dwx += dwx_t
        dwh += dwh_t
        db += db_t
    return dx, dprev_h, dprev_c, dwx, dwh, db
