# cause: the output gate is inside the tanh: h = tanh(o * c), it must be o * tanh(c).
# accept: outside
# where: h
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c, hs, steps = h0, c0, [], []
    for t in range(x.shape[1]):
        a = x[:, t] @ wx + h @ wh + b
        i, f, g, o = sigmoid(a[:, :H]), sigmoid(a[:, H : 2 * H]), np.tanh(a[:, 2 * H : 3 * H]), sigmoid(a[:, 3 * H :])
        c_new = f * c + i * g
        h_new = np.tanh(o * c_new)
        steps.append((h, c, i, f, g, o, c_new, h_new))
        h, c = h_new, c_new
        hs.append(h)
    return np.stack(hs, axis=1), (x, wx, wh, steps)


def lstm_backward(dh, cache):
    x, wx, wh, steps = cache
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dhn = dcn = np.zeros_like(dh[:, 0])
    for t in range(x.shape[1] - 1, -1, -1):
        h, c, i, f, g, o, c_new, h_new = steps[t]
        dp = (dh[:, t] + dhn) * (1 - h_new**2)
        do = dp * c_new
        dc = dcn + dp * o
        da = np.hstack([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g**2), do * o * (1 - o)])
        dwx += x[:, t].T @ da
        dwh += h.T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        dhn, dcn = da @ wh.T, dc * f
    return dx, dhn, dcn, dwx, dwh, db
