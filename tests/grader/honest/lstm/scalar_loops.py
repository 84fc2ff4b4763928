# expect: pass
import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    kept = {}
    for n in range(N):
        hp, cp = [float(v) for v in h0[n]], [float(v) for v in c0[n]]
        for t in range(T):
            a = []
            for k in range(4 * H):
                s = b[k]
                for d in range(D):
                    s += x[n, t, d] * wx[d, k]
                for q in range(H):
                    s += hp[q] * wh[q, k]
                a.append(s)
            i, f = [sigmoid(v) for v in a[:H]], [sigmoid(v) for v in a[H : 2 * H]]
            g, o = [math.tanh(v) for v in a[2 * H : 3 * H]], [sigmoid(v) for v in a[3 * H :]]
            c = [f[q] * cp[q] + i[q] * g[q] for q in range(H)]
            kept[n, t] = hp, cp, i, f, g, o, c
            hp, cp = [o[q] * math.tanh(c[q]) for q in range(H)], c
            h[n, t] = hp
    return h, (x, wx, wh, kept)


def lstm_backward(dh, cache):
    x, wx, wh, kept = cache
    N, T, D = x.shape
    H = wh.shape[0]
    dx, dh0, dc0 = np.zeros_like(x), np.zeros((N, H)), np.zeros((N, H))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4 * H)
    for n in range(N):
        dhn, dcn = [0.0] * H, [0.0] * H
        for t in reversed(range(T)):
            hp, cp, i, f, g, o, c = kept[n, t]
            da = [0.0] * (4 * H)
            for q in range(H):
                up = dh[n, t, q] + dhn[q]
                tc = math.tanh(c[q])
                dc = dcn[q] + up * o[q] * (1 - tc) * (1 + tc)
                da[q] = dc * g[q] * i[q] * (1 - i[q])
                da[H + q] = dc * cp[q] * f[q] * (1 - f[q])
                da[2 * H + q] = dc * i[q] * (1 - g[q] * g[q])
                da[3 * H + q] = up * tc * o[q] * (1 - o[q])
                dcn[q] = dc * f[q]
            for k in range(4 * H):
                db[k] += da[k]
                for d in range(D):
                    dx[n, t, d] += da[k] * wx[d, k]
                    dwx[d, k] += x[n, t, d] * da[k]
                for q in range(H):
                    dwh[q, k] += hp[q] * da[k]
            dhn = [sum(da[k] * wh[q, k] for k in range(4 * H)) for q in range(H)]
        dh0[n], dc0[n] = dhn, dcn
    return dx, dh0, dc0, dwx, dwh, db
