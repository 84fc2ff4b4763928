# cause: the derivative of tanh, 1 - s**2, is used for the three sigmoid gates too.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c = h0, c0
    hs, cache = [], []
    for t in range(x.shape[1]):
        a = x[:, t] @ wx + h @ wh + b
        a[:, : 2 * H] = sigmoid(a[:, : 2 * H])
        a[:, 2 * H : 3 * H] = np.tanh(a[:, 2 * H : 3 * H])
        a[:, 3 * H :] = sigmoid(a[:, 3 * H :])
        i, f, g, o = a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :]
        cache.append((x[:, t], h, c, a))
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
    return np.stack(hs, axis=1), (cache, wx, wh)


def lstm_backward(dh, cache):
    cache, wx, wh = cache
    H = dh.shape[2]
    dx = []
    dwx, dwh, db = 0, 0, 0
    dhn, dcn = 0, 0
    for (xt, h, c, a), dht in zip(cache[::-1], dh.swapaxes(0, 1)[::-1]):
        i, f, g, o = a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :]
        tc = np.tanh(f * c + i * g)
        dht = dht + dhn
        dct = dcn + dht * o * (1 - tc**2)
        da = np.concatenate([dct * g, dct * c, dct * i, dht * tc], axis=1) * (1 - a**2)
        dwx, dwh, db = dwx + xt.T @ da, dwh + h.T @ da, db + da.sum(axis=0)
        dx = [da @ wx.T] + dx
        dhn, dcn = da @ wh.T, dct * f
    return np.stack(dx, axis=1), dhn, dcn, dwx, dwh, db
