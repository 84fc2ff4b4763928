# cause: nothing is handed from one step to the step before: neither dh_next nor dc_next is carried.
# accept: last-step missing-term
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sig(z):
    return 1.0 / (1.0 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    hs, cs, gates = [h0], [c0], []
    for t in range(T):
        z = x[:, t].dot(wx) + hs[-1].dot(wh) + b
        i, f, g, o = sig(z[:, :H]), sig(z[:, H : 2 * H]), np.tanh(z[:, 2 * H : 3 * H]), sig(z[:, 3 * H :])
        c = f * cs[-1] + i * g
        hs.append(o * np.tanh(c))
        cs.append(c)
        gates.append((i, f, g, o))
    return np.stack(hs[1:], axis=1), (x, wx, wh, hs, cs, gates)


def lstm_backward(dh, cache):
    x, wx, wh, hs, cs, gates = cache
    T = x.shape[1]
    dx, dwx, dwh, db = np.zeros_like(x), 0, 0, 0
    for t in range(T - 1, -1, -1):
        i, f, g, o = gates[t]
        tc = np.tanh(cs[t + 1])
        # 每一步都有自己的 dh，逐步处理即可
        d_h = dh[:, t]
        d_c = d_h * o * (1 - tc**2)
        dz = np.hstack([
            d_c * g * i * (1 - i),
            d_c * cs[t] * f * (1 - f),
            d_c * i * (1 - g**2),
            d_h * tc * o * (1 - o),
        ])
        dwx = dwx + x[:, t].T.dot(dz)
        dwh = dwh + hs[t].T.dot(dz)
        db = db + dz.sum(axis=0)
        dx[:, t] = dz.dot(wx.T)
        dh0, dc0 = dz.dot(wh.T), d_c * f
    return dx, dh0, dc0, dwx, dwh, db
