# cause: dh0 has the wrong sign; and dwh holds the share of the last time step only.
# accept: sign factor
# accept: last-step missing-term
# where: dh0 dwh
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    ht, ct = h0, c0
    h = np.zeros((N, T, H))
    steps = []
    for t in range(T):
        zx = x[:, t, :] @ wx
        zh = ht @ wh
        z = zx + zh + b
        i, f = sigmoid(z[:, :H]), sigmoid(z[:, H : 2 * H])
        g, o = np.tanh(z[:, 2 * H : 3 * H]), sigmoid(z[:, 3 * H :])
        cn = f * ct + i * g
        hn = o * np.tanh(cn)
        steps.append(dict(h=ht, c=ct, i=i, f=f, g=g, o=o, cn=cn))
        h[:, t, :] = hn
        ht, ct = hn, cn
    return h, (x, h0, wx, wh, steps)


def lstm_backward(dh, cache):
    x, h0, wx, wh, steps = cache
    N, T, H = dh.shape
    dx = np.zeros(x.shape)
    dwx, dwh, db = np.zeros(wx.shape), np.zeros(wh.shape), np.zeros(4 * H)
    dhn, dcn = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        s = steps[t]
        tc = np.tanh(s["cn"])
        dht = dh[:, t, :] + dhn
        do = dht * tc
        dc = dcn + dht * s["o"] * (1 - tc**2)
        df, di, dg = dc * s["c"], dc * s["g"], dc * s["i"]
        dz = np.zeros((N, 4 * H))
        dz[:, :H] = di * s["i"] * (1 - s["i"])
        dz[:, H : 2 * H] = df * s["f"] * (1 - s["f"])
        dz[:, 2 * H : 3 * H] = dg * (1 - s["g"] ** 2)
        dz[:, 3 * H :] = do * s["o"] * (1 - s["o"])
        dx[:, t, :] = dz @ wx.T
        dwx += x[:, t, :].T @ dz
        if t == T - 1:  # wh is the same at every step, once is enough
            dwh = s["h"].T @ dz
        db += dz.sum(axis=0)
        dhn, dcn = dz @ wh.T, dc * s["f"]
    dh0, dc0 = np.zeros_like(h0), np.zeros_like(h0)
    dh0 -= dhn
    dc0 += dcn
    return dx, dh0, dc0, dwx, dwh, db
