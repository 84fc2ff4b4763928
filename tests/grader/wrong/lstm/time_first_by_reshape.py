# cause: x (N, T, D) is brought to (T, N, D) with a reshape, which mixes the sequences; it must be transposed.
# accept: only-batch
# where: h
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    xs = x.reshape(T, N, D)  # time major is faster
    h, c = h0, c0
    hs, tape = [], []
    for x_t in xs:
        z = x_t @ wx + h @ wh + b
        i, f, g, o = sigmoid(z[:, :H]), sigmoid(z[:, H : 2 * H]), np.tanh(z[:, 2 * H : 3 * H]), sigmoid(z[:, 3 * H :])
        tape.append((x_t, h, c, i, f, g, o))
        c = f * c + i * g
        h = o * np.tanh(c)
        hs.append(h)
    return np.stack(hs, axis=1), (x.shape, wx, wh, tape)


def lstm_backward(dh, cache):
    shape, wx, wh, tape = cache
    dxs = []
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dhn = dcn = np.zeros_like(dh[:, 0])
    for t in range(len(tape) - 1, -1, -1):
        x_t, h, c, i, f, g, o = tape[t]
        tc = np.tanh(f * c + i * g)
        dht = dh[:, t] + dhn
        dct = dcn + dht * o * (1 - tc**2)
        dz = np.hstack([dct * g * i * (1 - i), dct * c * f * (1 - f), dct * i * (1 - g**2), dht * tc * o * (1 - o)])
        dwx += x_t.T @ dz
        dwh += h.T @ dz
        db += dz.sum(axis=0)
        dxs.append(dz @ wx.T)
        dhn, dcn = dz @ wh.T, dct * f
    return np.array(dxs[::-1]).reshape(shape), dhn, dcn, dwx, dwh, db
