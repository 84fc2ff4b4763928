# cause: the backward overwrites the cached gates with their derivatives, so it is right at the first call only.
# accept: first-call
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class State:
    def __init__(self, h, c, gates, c_new):
        self.h, self.c, self.gates, self.c_new = h, c, gates, c_new


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c = h0, c0
    states, hs = [], []
    for t in range(x.shape[1]):
        gates = x[:, t] @ wx + h @ wh + b
        gates[:, : 2 * H] = sigmoid(gates[:, : 2 * H])
        gates[:, 2 * H : 3 * H] = np.tanh(gates[:, 2 * H : 3 * H])
        gates[:, 3 * H :] = sigmoid(gates[:, 3 * H :])
        i, f, g, o = np.split(gates, 4, axis=1)
        c_new = f * c + i * g
        states.append(State(h, c, gates, c_new))
        h, c = o * np.tanh(c_new), c_new
        hs.append(h)
    return np.stack(hs, axis=1), (x, wx, wh, states)


def lstm_backward(dh, cache):
    x, wx, wh, states = cache
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next = dc_next = np.zeros_like(dh[:, 0])
    for t in range(len(states) - 1, -1, -1):
        s = states[t]
        i, f, g, o = np.split(s.gates, 4, axis=1)  # views
        th = np.tanh(s.c_new)
        dht = dh[:, t] + dh_next
        dc = dc_next + dht * o * (1 - th**2)
        dc_next = dc * f
        di, df, dg, do = dc * g, dc * s.c, dc * i, dht * th
        # derivatives in place, saves four temporaries
        i *= 1 - i
        f *= 1 - f
        g *= -g
        g += 1
        o *= 1 - o
        da = s.gates * np.concatenate([di, df, dg, do], axis=1)
        dwx += x[:, t].T @ da
        dwh += s.h.T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        dh_next = da @ wh.T
    return dx, dh_next, dc_next, dwx, dwh, db
