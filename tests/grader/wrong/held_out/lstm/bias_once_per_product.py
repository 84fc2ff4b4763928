# cause: the bias is added to the input's product and again to the state's, so it counts twice.
# accept: outside
# true: factor
# it says: 2·b in the place of b
# where: h
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def linear(x, w, b):
    return x @ w + b

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    h, c = h0, c0
    hs, cache = [], []
    for t in range(T):
        gates = linear(x[:, t], wx, b) + linear(h, wh, b)
        i, f, g, o = np.split(gates, 4, 1)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        c2 = f * c + i * g
        h2 = o * np.tanh(c2)
        cache.append((x[:, t], h, c, i, f, g, o, c2))
        h, c = h2, c2
        hs.append(h)
    return np.stack(hs, 1), (cache, wx, wh)

def lstm_backward(dh, cache):
    cache, wx, wh = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, wx.shape[0]))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    dhn, dcn = np.zeros((N, H)), np.zeros((N, H))
    for t in reversed(range(T)):
        xt, h, c, i, f, g, o, c2 = cache[t]
        tc = np.tanh(c2)
        dht = dh[:, t] + dhn
        dc = dcn + dht * o * (1 - tc ** 2)
        dg = np.concatenate([dc * g * i * (1 - i), dc * c * f * (1 - f),
                             dc * i * (1 - g ** 2), dht * tc * o * (1 - o)], 1)
        dx[:, t] = dg @ wx.T
        dwx += xt.T @ dg
        dwh += h.T @ dg
        db += 2 * dg.sum(0)
        dhn, dcn = dg @ wh.T, dc * f
    return dx, dhn, dcn, dwx, dwh, db
