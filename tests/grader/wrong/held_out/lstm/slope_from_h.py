# cause: the derivative of tanh(c) is taken as 1 - h**2; h is o * tanh(c), so it must be 1 - tanh(c)**2.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    out[~pos] = ez / (1 + ez)
    return out


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, _ = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    c = np.zeros((N, T, H))
    gates = np.zeros((N, T, 4 * H))
    hp, cp = h0, c0
    for t in range(T):
        z = x[:, t] @ wx + hp @ wh + b
        z[:, :2 * H] = sigmoid(z[:, :2 * H])
        z[:, 2 * H:3 * H] = np.tanh(z[:, 2 * H:3 * H])
        z[:, 3 * H:] = sigmoid(z[:, 3 * H:])
        gates[:, t] = z
        i, f, g, o = np.split(z, 4, axis=1)
        c[:, t] = f * cp + i * g
        h[:, t] = o * np.tanh(c[:, t])
        hp, cp = h[:, t], c[:, t]
    return h, (x, h0, c0, wx, wh, h.copy(), c, gates)


def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, h, c, gates = cache
    N, T, H = dh.shape
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros(4 * H)
    dh_acc = np.zeros((N, H))
    dc_acc = np.zeros((N, H))
    for t in reversed(range(T)):
        hp = h[:, t - 1] if t else h0
        cp = c[:, t - 1] if t else c0
        i, f, g, o = np.split(gates[:, t], 4, axis=1)
        dh_acc = dh_acc + dh[:, t]
        dc_acc = dc_acc + dh_acc * o * (1 - h[:, t] ** 2)
        d_o = dh_acc * np.tanh(c[:, t])
        da = np.concatenate(
            (dc_acc * g * i * (1 - i), dc_acc * cp * f * (1 - f), dc_acc * i * (1 - g**2), d_o * o * (1 - o)), axis=1
        )
        dx[:, t] = da @ wx.T
        dwx += x[:, t].T @ da
        dwh += hp.T @ da
        db += da.sum(axis=0)
        dh_acc = da @ wh.T
        dc_acc = dc_acc * f
    return dx, dh_acc, dc_acc, dwx, dwh, db
