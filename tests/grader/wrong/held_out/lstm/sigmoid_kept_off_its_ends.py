# cause: the sigmoid is clipped to [0.01, 0.99], so gates that are nearly shut or open are wrong.
# accept: epsilon
# where: h
import numpy as np

EPS = 1e-2

def sigmoid(x):
    s = 1 / (1 + np.exp(-x))
    # never exactly 0 or 1, otherwise the gradient vanishes
    return np.clip(s, EPS, 1 - EPS)

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    steps = []
    hp, cp = h0, c0
    for t in range(T):
        a = x[:, t] @ wx + hp @ wh + b
        i, f, g, o = sigmoid(a[:, :H]), sigmoid(a[:, H:2*H]), np.tanh(a[:, 2*H:3*H]), sigmoid(a[:, 3*H:])
        c = f * cp + i * g
        steps.append((hp, cp, i, f, g, o, c))
        hp, cp = o * np.tanh(c), c
        h[:, t] = hp
    return h, (x, wx, wh, steps)

def lstm_backward(dh, cache):
    x, wx, wh, steps = cache
    dx = np.zeros_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dhn = dcn = 0
    for t in reversed(range(len(steps))):
        hp, cp, i, f, g, o, c = steps[t]
        tc = np.tanh(c)
        d = dh[:, t] + dhn
        dc = dcn + d * o * (1 - tc**2)
        da = np.concatenate([dc*g*i*(1-i), dc*cp*f*(1-f), dc*i*(1-g**2), d*tc*o*(1-o)], axis=1)
        dx[:, t] = da @ wx.T
        dwx += x[:, t].T @ da
        dwh += hp.T @ da
        db += da.sum(axis=0)
        dhn = da @ wh.T
        dcn = dc * f
    return dx, dhn, dcn, dwx, dwh, db
