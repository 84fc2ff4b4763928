# cause: the four gate gradients are stacked on a new last axis and flattened, which interleaves them; the forward has blocks.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c, hs, mem = h0, c0, [], []
    for t in range(x.shape[1]):
        a = x[:, t] @ wx + h @ wh + b
        i, f, g, o = (fn(a[:, k * H : (k + 1) * H]) for k, fn in enumerate((sigmoid, sigmoid, np.tanh, sigmoid)))
        mem.append((x[:, t], h, c, i, f, g, o))
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
    return np.stack(hs, axis=1), (wx, wh, mem)


def lstm_backward(dh, cache):
    wx, wh, mem = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, len(wx)))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    dht, dct = np.zeros((N, H)), np.zeros((N, H))
    for t in reversed(range(T)):
        xt, h, c, i, f, g, o = mem[t]
        tc = np.tanh(f * c + i * g)
        dht = dht + dh[:, t]
        dct = dct + dht * o * (1 - tc**2)
        di = dct * g * i * (1 - i)
        df = dct * c * f * (1 - f)
        dg = dct * i * (1 - g**2)
        do = dht * tc * o * (1 - o)
        da = np.stack([di, df, dg, do], axis=-1).reshape(N, 4 * H)
        dx[:, t] = da @ wx.T
        dwx += xt.T @ da
        dwh += h.T @ da
        db += da.sum(axis=0)
        dht = da @ wh.T
        dct = dct * f
    return dx, dht, dct, dwx, dwh, db
