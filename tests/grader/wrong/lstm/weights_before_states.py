# cause: the gradients are returned in the order dx, dwx, dwh, db, dh0, dc0.
# accept: order another-gradient
# where: dh0 dc0 dwx dwh db
import numpy as np


def _sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def _cell(xt, h, c, wx, wh, b):
    i, f, g, o = np.array_split(xt @ wx + h @ wh + b, 4, axis=-1)
    i, f, g, o = _sigmoid(i), _sigmoid(f), np.tanh(g), _sigmoid(o)
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new, (xt, h, c, i, f, g, o, c_new)


def _cell_back(dh, dc, saved, wx, wh):
    xt, h, c, i, f, g, o, c_new = saved
    th = np.tanh(c_new)
    dc = dc + dh * o * (1 - th**2)
    da = np.concatenate([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g**2), dh * th * o * (1 - o)], -1)
    return da @ wx.T, da @ wh.T, dc * f, xt.T @ da, h.T @ da, da.sum(0)


def lstm_forward(x, h0, c0, wx, wh, b):
    h, c, saved, hs = h0, c0, [], []
    for xt in x.transpose(1, 0, 2):
        h, c, s = _cell(xt, h, c, wx, wh, b)
        hs.append(h)
        saved.append(s)
    return np.stack(hs, axis=1), (saved, wx, wh)


def lstm_backward(dh, cache):
    saved, wx, wh = cache
    dh_t = dc_t = np.zeros_like(dh[:, 0])
    dwx = dwh = db = 0.0
    dxs = []
    for t in range(len(saved) - 1, -1, -1):
        dx, dh_t, dc_t, dwx_t, dwh_t, db_t = _cell_back(dh[:, t] + dh_t, dc_t, saved[t], wx, wh)
        dxs.insert(0, dx)
        dwx, dwh, db = dwx + dwx_t, dwh + dwh_t, db + db_t
    return np.stack(dxs, axis=1), dwx, dwh, db, dh_t, dc_t
