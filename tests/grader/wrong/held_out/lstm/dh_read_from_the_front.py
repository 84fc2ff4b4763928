# cause: the steps are walked from last to first, but dh is read from first to last.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    history = []
    h, c = h0, c0
    ys = []
    for t in range(x.shape[1]):
        a = x[:, t] @ wx + h @ wh + b
        i = sigmoid(a[:, :H])
        f = sigmoid(a[:, H:2 * H])
        g = np.tanh(a[:, 2 * H:3 * H])
        o = sigmoid(a[:, 3 * H:])
        c_t = f * c + i * g
        h_t = o * np.tanh(c_t)
        history.append((t, x[:, t], h, c, i, f, g, o, c_t))
        h, c = h_t, c_t
        ys.append(h)
    return np.stack(ys, axis=1), (x.shape, wx, wh, history)


def lstm_backward(dh, cache):
    shape, wx, wh, history = cache
    dx = np.zeros(shape)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next = dc_next = np.zeros((shape[0], wh.shape[0]))
    for k, (t, xt, h, c, i, f, g, o, c_t) in enumerate(reversed(history)):
        dh_t = dh[:, k] + dh_next
        dc = dc_next + dh_t * o * (1 - np.tanh(c_t) ** 2)
        da = np.concatenate(
            [dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g**2), dh_t * np.tanh(c_t) * o * (1 - o)], axis=1
        )
        dx[:, t] = da @ wx.T
        dwx += xt.T @ da
        dwh += h.T @ da
        db += da.sum(axis=0)
        dh_next = da @ wh.T
        dc_next = dc * f
    return dx, dh_next, dc_next, dwx, dwh, db
