# cause: db is the mean over the time steps instead of the sum; and dx stays at zero, no step stores its share.
# accept: factor mean-for-sum
# accept: zero
# where: dx db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class LSTM:
    def __init__(self, wx, wh, b):
        self.wx, self.wh, self.b = wx, wh, b

    def forward(self, x, h0, c0):
        self.x = x
        self.steps = []
        N, T, _ = x.shape
        out = np.zeros((N, T, h0.shape[1]))
        h, c = h0, c0
        for t in range(T):
            a = np.split(x[:, t] @ self.wx + h @ self.wh + self.b, 4, axis=1)
            i, f, o = map(sigmoid, (a[0], a[1], a[3]))
            g = np.tanh(a[2])
            c1 = f * c + i * g
            self.steps.append((h, c, i, f, g, o, np.tanh(c1)))
            h, c = o * np.tanh(c1), c1
            out[:, t] = h
        return out

    def backward(self, dh):
        x, wx, wh = self.x, self.wx, self.wh
        T = x.shape[1]
        dx = np.zeros(x.shape)
        dwx, dwh = np.zeros(wx.shape), np.zeros(wh.shape)
        dbs = []
        dhn = np.zeros(dh[:, 0].shape)
        dcn = np.zeros(dh[:, 0].shape)
        for t in reversed(range(T)):
            h, c, i, f, g, o, tc = self.steps[t]
            dht = dh[:, t] + dhn
            dc = dcn + dht * o * (1 - tc**2)
            da = np.hstack([dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g**2), dht * tc * o * (1 - o)])
            dxt = da @ wx.T
            dwx += x[:, t].T @ da
            dwh += h.T @ da
            dbs.append(da.sum(axis=0))
            dhn, dcn = da @ wh.T, dc * f
        return dx, dhn, dcn, dwx, dwh, np.mean(dbs, axis=0)


def lstm_forward(x, h0, c0, wx, wh, b):
    net = LSTM(wx, wh, b)
    return net.forward(x, h0, c0), net


def lstm_backward(dh, cache):
    return cache.backward(dh)
