# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    pre = (x.reshape(N * T, D) @ wx + b).reshape(N, T, 4, H)
    h, c = np.empty((N, T + 1, H)), np.empty((N, T + 1, H))
    gates = np.empty((N, T, 4, H))
    h[:, 0], c[:, 0] = h0, c0
    for t in range(T):
        a = pre[:, t] + (h[:, t] @ wh).reshape(N, 4, H)
        gates[:, t] = sigmoid(a)
        gates[:, t, 2] = np.tanh(a[:, 2])
        i, f, g, o = gates[:, t].swapaxes(0, 1)
        c[:, t + 1] = f * c[:, t] + i * g
        h[:, t + 1] = o * np.tanh(c[:, t + 1])
    return h[:, 1:], (x, wx, wh, h, c, gates)


def lstm_backward(dh, cache):
    x, wx, wh, h, c, gates = cache
    N, T, D = x.shape
    H = wh.shape[0]
    da = np.empty((N, T, 4, H))
    dh_next = dc = np.zeros((N, H))
    for t in reversed(range(T)):
        i, f, g, o = gates[:, t].swapaxes(0, 1)
        tc = np.tanh(c[:, t + 1])
        dht = dh[:, t] + dh_next
        dc = dc + dht * o * (1 - tc**2)
        da[:, t, 0] = dc * g * i * (1 - i)
        da[:, t, 1] = dc * c[:, t] * f * (1 - f)
        da[:, t, 2] = dc * i * (1 - g**2)
        da[:, t, 3] = dht * tc * o * (1 - o)
        dh_next = da[:, t].reshape(N, -1) @ wh.T
        dc = dc * f
    flat = da.reshape(N * T, 4 * H)
    dwx = x.reshape(N * T, D).T @ flat
    dwh = h[:, :-1].reshape(N * T, H).T @ flat
    return (flat @ wx.T).reshape(x.shape), dh_next, dc, dwx, dwh, flat.sum(axis=0)
