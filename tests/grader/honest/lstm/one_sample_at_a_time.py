# expect: pass
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


class Cell:
    def __init__(self, wx, wh, b):
        self.wx, self.wh, self.b = wx, wh, b
        self.dwx, self.dwh, self.db = np.zeros_like(wx), np.zeros_like(wh), np.zeros_like(b)

    def forward(self, x, h, c):
        H = len(h)
        a = x @ self.wx + h @ self.wh + self.b
        i, f, o = sigmoid(a[:H]), sigmoid(a[H : 2 * H]), sigmoid(a[3 * H :])
        g = np.tanh(a[2 * H : 3 * H])
        new = f * c + i * g
        return o * np.tanh(new), new, (x, h, c, i, f, g, o, new)

    def backward(self, dh, dc, kept):
        x, h, c, i, f, g, o, new = kept
        t = np.tanh(new)
        dc = dc + dh * o * (1 - t * t)
        da = np.r_[dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g), dh * t * o * (1 - o)]
        self.dwx += np.outer(x, da)
        self.dwh += np.outer(h, da)
        self.db += da
        return self.wx @ da, self.wh @ da, dc * f


def lstm_forward(x, h0, c0, wx, wh, b):
    out = np.empty((len(x), x.shape[1], h0.shape[1]))
    traces = []
    for n, sequence in enumerate(x):
        h, c, trace = h0[n], c0[n], []
        for t, xt in enumerate(sequence):
            h, c, kept = Cell(wx, wh, b).forward(xt, h, c)
            trace.append(kept)
            out[n, t] = h
        traces.append(trace)
    return out, (wx, wh, b, traces)


def lstm_backward(dh, cache):
    wx, wh, b, traces = cache
    cell = Cell(wx, wh, b)
    dx, dh0, dc0 = [], [], []
    for up, trace in zip(dh, traces):
        dhn, dc, rows = 0, 0, []
        for t in reversed(range(len(trace))):
            row, dhn, dc = cell.backward(up[t] + dhn, dc, trace[t])
            rows.insert(0, row)
        dx.append(rows)
        dh0.append(dhn)
        dc0.append(dc)
    return np.array(dx), np.array(dh0), np.array(dc0), cell.dwx, cell.dwh, cell.db
