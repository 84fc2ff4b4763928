# cause: the output gate's gradient is dh * h, it must be dh * tanh(c).
# accept: block
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def _sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


def step_forward(x, h_prev, c_prev, wx, wh, b):
    H = h_prev.shape[1]
    a = x @ wx + h_prev @ wh + b
    i = _sigmoid(a[:, :H])
    f = _sigmoid(a[:, H:2 * H])
    g = np.tanh(a[:, 2 * H:3 * H])
    o = _sigmoid(a[:, 3 * H:])
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c, dict(x=x, h_prev=h_prev, c_prev=c_prev, i=i, f=f, g=g, o=o, c=c, h=h, wx=wx, wh=wh)


def step_backward(dh, dc, k):
    i, f, g, o = k["i"], k["f"], k["g"], k["o"]
    do = dh * k["h"]
    dc = dc + dh * o * (1 - np.tanh(k["c"]) ** 2)
    dgates = np.concatenate(
        [dc * g * i * (1 - i), dc * k["c_prev"] * f * (1 - f), dc * i * (1 - g * g), do * o * (1 - o)], axis=1
    )
    dx = dgates @ k["wx"].T
    dh_prev = dgates @ k["wh"].T
    dc_prev = dc * f
    return dx, dh_prev, dc_prev, k["x"].T @ dgates, k["h_prev"].T @ dgates, dgates.sum(axis=0)


def lstm_forward(x, h0, c0, wx, wh, b):
    h, c = h0, c0
    hs, caches = [], []
    for t in range(x.shape[1]):
        h, c, k = step_forward(x[:, t], h, c, wx, wh, b)
        hs.append(h)
        caches.append(k)
    return np.stack(hs, axis=1), caches


def lstm_backward(dh, caches):
    N, T, H = dh.shape
    dh_prev, dc_prev = np.zeros((N, H)), np.zeros((N, H))
    dx = []
    dwx = dwh = db = 0
    for t in range(T - 1, -1, -1):
        dxt, dh_prev, dc_prev, a, b, c = step_backward(dh[:, t] + dh_prev, dc_prev, caches[t])
        dx.insert(0, dxt)
        dwx, dwh, db = dwx + a, dwh + b, db + c
    return np.stack(dx, axis=1), dh_prev, dc_prev, dwx, dwh, db
