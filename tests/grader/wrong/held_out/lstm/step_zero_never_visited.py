# cause: the backward loop is range(T - 1, 0, -1), so the first time step is left out.
# accept: missing-term
# where: dx dh0 dc0 dwx dwh db
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    cache = []
    prev_h, prev_c = h0, c0
    for t in range(T):
        a = x[:, t, :] @ wx + prev_h @ wh + b
        i = sigmoid(a[:, 0:H])
        f = sigmoid(a[:, H:2 * H])
        g = np.tanh(a[:, 2 * H:3 * H])
        o = sigmoid(a[:, 3 * H:4 * H])
        next_c = f * prev_c + i * g
        next_h = o * np.tanh(next_c)
        cache.append((x[:, t, :], prev_h, prev_c, wx, wh, i, f, g, o, next_c))
        h[:, t, :] = next_h
        prev_h, prev_c = next_h, next_c
    return h, cache

def lstm_backward(dh, cache):
    N, T, H = dh.shape
    D = cache[0][0].shape[1]
    dx = np.zeros((N, T, D))
    dwx = np.zeros((D, 4 * H))
    dwh = np.zeros((H, 4 * H))
    db = np.zeros(4 * H)
    dprev_h = np.zeros((N, H))
    dprev_c = np.zeros((N, H))
    for t in range(T - 1, 0, -1):
        x, prev_h, prev_c, wx, wh, i, f, g, o, next_c = cache[t]
        dnext_h = dh[:, t, :] + dprev_h
        dnext_c = dprev_c + dnext_h * o * (1 - np.tanh(next_c) ** 2)
        da = np.hstack((
            dnext_c * g * i * (1 - i),
            dnext_c * prev_c * f * (1 - f),
            dnext_c * i * (1 - g ** 2),
            dnext_h * np.tanh(next_c) * o * (1 - o),
        ))
        dx[:, t, :] = da @ wx.T
        dwx += x.T @ da
        dwh += prev_h.T @ da
        db += np.sum(da, axis=0)
        dprev_h = da @ wh.T
        dprev_c = dnext_c * f
    return dx, dprev_h, dprev_c, dwx, dwh, db
