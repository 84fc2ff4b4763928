# cause: the gates are cached in half precision, so every gradient has about three right digits.
# accept: float32
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, _ = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T + 1, H))
    c = np.zeros((N, T + 1, H))
    gates = np.zeros((T, 4, N, H), dtype=np.float16)  # the biggest buffer
    h[:, 0], c[:, 0] = h0, c0
    for t in range(T):
        a = x[:, t] @ wx + h[:, t] @ wh + b
        i, f, g, o = (a[:, k * H : (k + 1) * H] for k in range(4))
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        gates[t] = i, f, g, o
        c[:, t + 1] = f * c[:, t] + i * g
        h[:, t + 1] = o * np.tanh(c[:, t + 1])
    return np.array(h[:, 1:]), (x, wx, wh, h, c, gates)


def lstm_backward(dh, cache):
    x, wx, wh, h, c, gates = cache
    N, T, H = dh.shape
    da = np.zeros((N, T, 4 * H))
    dh_t, dc_t = np.zeros((N, H)), np.zeros((N, H))
    for t in reversed(range(T)):
        i, f, g, o = gates[t].astype(float)
        tc = np.tanh(c[:, t + 1])
        dh_t = dh_t + dh[:, t]
        dc_t = dc_t + dh_t * o * (1 - tc**2)
        da[:, t] = np.concatenate(
            [dc_t * g * i * (1 - i), dc_t * c[:, t] * f * (1 - f), dc_t * i * (1 - g**2), dh_t * tc * o * (1 - o)], -1
        )
        dh_t, dc_t = da[:, t] @ wh.T, dc_t * f
    dwx = np.einsum("ntd,ntk->dk", x, da)
    dwh = np.einsum("nth,ntk->hk", h[:, :-1], da)
    return da @ wx.T, dh_t, dc_t, dwx, dwh, da.sum((0, 1))
