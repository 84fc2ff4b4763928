# cause: the backward is cut every three steps (truncated backpropagation through time).
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np

BPTT = 3


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c, hs, mem = h0, c0, [], []
    for t in range(x.shape[1]):
        a = x[:, t] @ wx + h @ wh + b
        i, f, g, o = sigmoid(a[:, :H]), sigmoid(a[:, H : 2 * H]), np.tanh(a[:, 2 * H : 3 * H]), sigmoid(a[:, 3 * H :])
        mem.append((h, c, i, f, g, o))
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
    return np.stack(hs, axis=1), (x, wx, wh, mem)


def lstm_backward(dh, cache):
    x, wx, wh, mem = cache
    T = x.shape[1]
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next, dc_next = np.zeros_like(dh[:, 0]), np.zeros_like(dh[:, 0])
    for n, t in enumerate(reversed(range(T))):
        if n > 0 and n % BPTT == 0:
            # detach, like hidden.detach() in the tutorial
            dh_next, dc_next = np.zeros_like(dh_next), np.zeros_like(dc_next)
        h, c, i, f, g, o = mem[t]
        tc = np.tanh(f * c + i * g)
        dht = dh[:, t] + dh_next
        dct = dc_next + dht * o * (1 - tc**2)
        da = np.concatenate([dct * g * i * (1 - i), dct * c * f * (1 - f), dct * i * (1 - g**2), dht * tc * o * (1 - o)], 1)
        dx[:, t] = da @ wx.T
        dwx += x[:, t].T @ da
        dwh += h.T @ da
        db += da.sum(axis=0)
        dh_next, dc_next = da @ wh.T, dct * f
    return dx, dh_next, dc_next, dwx, dwh, db
