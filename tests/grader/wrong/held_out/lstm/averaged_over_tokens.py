# cause: dwx, dwh and db are divided by N * T, as for a mean over all tokens; they must be sums.
# accept: factor mean-for-sum
# where: dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    hs, cs, gs = [h0], [c0], []
    for t in range(T):
        a = np.einsum("nd,dg->ng", x[:, t], wx) + np.einsum("nh,hg->ng", hs[-1], wh) + b
        i, f, g, o = a.reshape(N, 4, -1).transpose(1, 0, 2)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        cs.append(f * cs[-1] + i * g)
        hs.append(o * np.tanh(cs[-1]))
        gs.append((i, f, g, o))
    return np.array(hs[1:]).transpose(1, 0, 2), (x, wx, wh, hs, cs, gs)


def lstm_backward(dh, cache):
    x, wx, wh, hs, cs, gs = cache
    N, T, D = x.shape
    das = []
    dh_next, dc_next = 0, 0
    for t in reversed(range(T)):
        i, f, g, o = gs[t]
        tc = np.tanh(cs[t + 1])
        dht = dh[:, t] + dh_next
        dc = dht * o * (1 - tc**2) + dc_next
        da = np.stack([dc * g * i * (1 - i), dc * cs[t] * f * (1 - f), dc * i * (1 - g**2), dht * tc * o * (1 - o)], 1)
        da = da.reshape(N, -1)
        das.append(da)
        dh_next = da @ wh.T
        dc_next = dc * f
    A = np.stack(das[::-1], axis=1)  # N T 4H
    dx = A @ wx.T
    H_prev = np.stack(hs[:-1], axis=1)
    n_tokens = N * T
    dwx = np.einsum("ntd,ntg->dg", x, A) / n_tokens
    dwh = np.einsum("nth,ntg->hg", H_prev, A) / n_tokens
    db = A.mean(axis=(0, 1))
    return dx, dh_next, dc_next, dwx, dwh, db
