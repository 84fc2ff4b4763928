# cause: h0[0] and c0[0] are taken, as if a layer axis stood first, so all samples start from the first sample's states.
# accept: only-batch
# where: h
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    # single layer, single direction
    h, c = h0[0], c0[0]
    H = h.shape[-1]
    h = np.broadcast_to(h, (N, H))
    c = np.broadcast_to(c, (N, H))
    out = np.zeros((N, T, H))
    cache = []
    for t in range(T):
        z = x[:, t] @ wx + h @ wh + b
        i, f, g, o = sigmoid(z[:, :H]), sigmoid(z[:, H:2*H]), np.tanh(z[:, 2*H:3*H]), sigmoid(z[:, 3*H:])
        c_new = f*c + i*g
        h_new = o*np.tanh(c_new)
        cache.append((x[:, t], h, c, i, f, g, o, c_new))
        h, c = h_new, c_new
        out[:, t] = h
    return out, (cache, wx, wh)

def lstm_backward(dh, cache):
    cache, wx, wh = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, wx.shape[0]))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4*H)
    dhn, dcn = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T)[::-1]:
        xt, hp, cp, i, f, g, o, c = cache[t]
        d = dh[:, t] + dhn
        dc = dcn + d*o*(1 - np.tanh(c)**2)
        dz = np.concatenate([dc*g*i*(1-i), dc*cp*f*(1-f), dc*i*(1-g**2), d*np.tanh(c)*o*(1-o)], axis=1)
        dx[:, t] = dz @ wx.T
        dwx += xt.T @ dz
        dwh += hp.T @ dz
        db += dz.sum(axis=0)
        dhn, dcn = dz @ wh.T, dcn*0 + dc*f
    return dx, dhn, dcn, dwx, dwh, db
