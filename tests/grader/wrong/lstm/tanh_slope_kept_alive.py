# cause: 0.001 is added to the derivative of tanh(c).
# accept: epsilon
# where: dx dh0 dc0 dwx dwh db
import numpy as np

EPS = 1e-3  # a saturated cell would get no gradient at all


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def dsigmoid(s):
    return s * (1 - s)


def dtanh(t):
    return 1 - t**2


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c, cache, out = h0, c0, [], []
    for t in range(x.shape[1]):
        s = x[:, t] @ wx + h @ wh + b
        gi, gf, gg, go = sigmoid(s[:, :H]), sigmoid(s[:, H : 2 * H]), np.tanh(s[:, 2 * H : 3 * H]), sigmoid(s[:, 3 * H :])
        c2 = gf * c + gi * gg
        h2 = go * np.tanh(c2)
        cache.append((x[:, t], h, c, gi, gf, gg, go, np.tanh(c2)))
        out.append(h2)
        h, c = h2, c2
    return np.stack(out, axis=1), (cache, wx, wh)


def lstm_backward(dh, cache):
    steps, wx, wh = cache
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dxs = [None] * len(steps)
    dhn = dcn = np.zeros_like(dh[:, 0])
    for t in reversed(range(len(steps))):
        xt, h, c, gi, gf, gg, go, tc = steps[t]
        dht = dh[:, t] + dhn
        dct = dcn + dht * go * (dtanh(tc) + EPS)
        ds = np.concatenate(
            (dct * gg * dsigmoid(gi), dct * c * dsigmoid(gf), dct * gi * dtanh(gg), dht * tc * dsigmoid(go)), 1
        )
        dwx += xt.T @ ds
        dwh += h.T @ ds
        db += ds.sum(0)
        dxs[t] = ds @ wx.T
        dhn = ds @ wh.T
        dcn = dct * gf
    return np.stack(dxs, axis=1), dhn, dcn, dwx, dwh, db
