# cause: the sigmoid's derivative is evaluated at the gate itself, so the sigmoid is applied a second time.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    mem = []
    h, c = h0, c0
    out = np.zeros(x.shape[:2] + (H,))
    for t in range(x.shape[1]):
        ai, af, ag, ao = np.hsplit(x[:, t] @ wx + h @ wh + b, 4)
        i, f, g, o = sigmoid(ai), sigmoid(af), np.tanh(ag), sigmoid(ao)
        c_new = f * c + i * g
        mem.append((h, c, i, f, g, o, c_new))
        h, c = o * np.tanh(c_new), c_new
        out[:, t] = h
    return out, (x, wx, wh, mem)


def lstm_backward(dh, cache):
    x, wx, wh, mem = cache
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros(wh.shape[1])
    dhn = np.zeros_like(dh[:, 0])
    dcn = np.zeros_like(dh[:, 0])
    for t in range(len(mem))[::-1]:
        h, c, i, f, g, o, c_new = mem[t]
        dht = dh[:, t] + dhn
        dct = dcn + dht * o * (1 - np.tanh(c_new) ** 2)
        dai = dct * g * sigmoid_prime(i)
        daf = dct * c * sigmoid_prime(f)
        dag = dct * i * (1 - g**2)
        dao = dht * np.tanh(c_new) * sigmoid_prime(o)
        da = np.concatenate([dai, daf, dag, dao], axis=1)
        dx[:, t] = da @ wx.T
        dwx += x[:, t].T @ da
        dwh += h.T @ da
        db += da.sum(0)
        dhn, dcn = da @ wh.T, dct * f
    return dx, dhn, dcn, dwx, dwh, db
