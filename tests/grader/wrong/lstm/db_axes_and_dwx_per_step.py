# cause: db is summed over time and gates instead of time and batch; and dwx is kept apart for every step.
# accept: wrong-axis
# accept: not-summed
# where: dwx db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    T = x.shape[1]
    H = h0.shape[1]
    hs, cs, acts = [h0], [c0], []
    for t in range(T):
        a = x[:, t] @ wx + hs[t] @ wh + b
        act = np.concatenate([sigmoid(a[:, : 2 * H]), np.tanh(a[:, 2 * H : 3 * H]), sigmoid(a[:, 3 * H :])], axis=1)
        i, f, g, o = np.split(act, 4, axis=1)
        cs.append(f * cs[t] + i * g)
        hs.append(o * np.tanh(cs[t + 1]))
        acts.append(act)
    return np.stack(hs[1:], axis=1), (x, wx, wh, hs, cs, acts)


def lstm_backward(dh, cache):
    x, wx, wh, hs, cs, acts = cache
    das = []
    dhn = dcn = np.zeros_like(hs[0])
    for t in range(len(acts) - 1, -1, -1):
        i, f, g, o = np.split(acts[t], 4, axis=1)
        dht = dh[:, t] + dhn
        tc = np.tanh(cs[t + 1])
        dct = dcn + dht * o * (1 - tc**2)
        da = np.concatenate([dct * g, dct * cs[t], dct * i, dht * tc], axis=1)
        slope = acts[t] * (1 - acts[t])
        H = g.shape[1]
        slope[:, 2 * H : 3 * H] = 1 - g**2
        das.insert(0, da * slope)
        dhn, dcn = das[0] @ wh.T, dct * f
    da = np.array(das)  # (T, N, 4H)
    dx = np.einsum("tnk,dk->ntd", da, wx)
    dwx = np.einsum("ntd,tnk->tdk", x, da)
    dwh = np.einsum("tnh,tnk->hk", np.array(hs[:-1]), da)
    db = da.sum(axis=(0, 2))
    return dx, dhn, dcn, dwx, dwh, db
