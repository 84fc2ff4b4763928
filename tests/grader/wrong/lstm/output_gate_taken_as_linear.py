# cause: the output gate's sigmoid is not differentiated; those of the input and forget gate are.
# accept: block
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    A = np.zeros((N, T, 4, H))
    C = np.zeros((N, T + 1, H))
    Hs = np.zeros((N, T + 1, H))
    C[:, 0], Hs[:, 0] = c0, h0
    for t in range(T):
        a = (x[:, t] @ wx + Hs[:, t] @ wh + b).reshape(N, 4, H)
        A[:, t] = sigmoid(a)
        A[:, t, 2] = np.tanh(a[:, 2])
        C[:, t + 1] = A[:, t, 1] * C[:, t] + A[:, t, 0] * A[:, t, 2]
        Hs[:, t + 1] = A[:, t, 3] * np.tanh(C[:, t + 1])
    return Hs[:, 1:].copy(), (x, wx, wh, A, C, Hs)


def lstm_backward(dh, cache):
    x, wx, wh, A, C, Hs = cache
    N, T, D = x.shape
    H = dh.shape[2]
    dA = np.zeros((N, T, 4, H))
    dh_, dc_ = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T)[::-1]:
        i, f, g, o = (A[:, t, k] for k in range(4))
        tc = np.tanh(C[:, t + 1])
        dh_ = dh_ + dh[:, t]
        dc_ = dc_ + dh_ * o * (1 - tc * tc)
        dA[:, t, 0] = dc_ * g * i * (1 - i)
        dA[:, t, 1] = dc_ * C[:, t] * f * (1 - f)
        dA[:, t, 2] = dc_ * i * (1 - g * g)
        dA[:, t, 3] = dh_ * tc  # output gate only scales
        dh_ = dA[:, t].reshape(N, 4 * H) @ wh.T
        dc_ = dc_ * f
    flat = dA.reshape(N * T, 4 * H)
    dx = (flat @ wx.T).reshape(x.shape)
    dwx = x.reshape(N * T, D).T @ flat
    dwh = Hs[:, :-1].reshape(N * T, H).T @ flat
    return dx, dh_, dc_, dwx, dwh, flat.sum(axis=0)
