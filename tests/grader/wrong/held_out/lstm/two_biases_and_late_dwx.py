# cause: dwx starts at the second step (the slice of dwh is copied); and db is doubled, as for two bias vectors.
# accept: missing-term
# accept: factor
# where: dwx db
import numpy as np

def sig(x):
    return 1 / (1 + np.exp(-x))

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h, c = np.zeros((N, T, H)), np.zeros((N, T, H))
    I, F, G, O = (np.zeros((N, T, H)) for _ in range(4))
    xw = x @ wx
    for t in range(T):
        hp = h0 if t == 0 else h[:, t-1]
        cp = c0 if t == 0 else c[:, t-1]
        a = xw[:, t] + hp @ wh + b
        I[:, t], F[:, t], G[:, t], O[:, t] = sig(a[:, :H]), sig(a[:, H:2*H]), np.tanh(a[:, 2*H:3*H]), sig(a[:, 3*H:])
        c[:, t] = F[:, t]*cp + I[:, t]*G[:, t]
        h[:, t] = O[:, t]*np.tanh(c[:, t])
    return h, (x, h0, c0, wx, wh, h.copy(), c, I, F, G, O)

def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, h, c, I, F, G, O = cache
    N, T, D = x.shape
    H = h0.shape[1]
    da = np.zeros((N, T, 4*H))
    dhn, dcn = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T-1, -1, -1):
        cp = c0 if t == 0 else c[:, t-1]
        i, f, g, o = I[:, t], F[:, t], G[:, t], O[:, t]
        tc = np.tanh(c[:, t])
        dht = dh[:, t] + dhn
        dc = dcn + dht*o*(1 - tc**2)
        da[:, t] = np.concatenate([dc*g*i*(1-i), dc*cp*f*(1-f), dc*i*(1-g**2), dht*tc*o*(1-o)], axis=1)
        dhn = da[:, t] @ wh.T
        dcn = dc*f
    dx = da @ wx.T
    # now all time steps at once
    dwh = np.einsum('nth,ntg->hg', h[:, :-1], da[:, 1:]) + h0.T @ da[:, 0]
    dwx = np.einsum('ntd,ntg->dg', x[:, 1:], da[:, 1:])
    db_x = da.sum((0, 1))
    db_h = da.sum((0, 1))
    return dx, dhn, dcn, dwx, dwh, db_x + db_h
