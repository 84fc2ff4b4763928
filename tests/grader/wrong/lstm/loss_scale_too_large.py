# cause: dh is scaled by 65536 and cast to half precision, where everything above 1 overflows to infinity.
# accept: overflow float32
# where: dx dh0 dc0 dwx dwh db
import numpy as np

LOSS_SCALE = 65536.0


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c = h0, c0
    hs, tape = [], []
    for t in range(x.shape[1]):
        a = x[:, t] @ wx + h @ wh + b
        i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H : 2 * H]), sigmoid(a[:, 3 * H :])
        g = np.tanh(a[:, 2 * H : 3 * H])
        c_next = f * c + i * g
        tape.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs.append(h)
    return np.stack(hs, axis=1), (x, wx, wh, tape)


def lstm_backward(dh, cache):
    x, wx, wh, tape = cache
    # mixed precision: scale the loss so that small gradients survive in fp16, unscale at the end
    dh = (dh * LOSS_SCALE).astype(np.float16).astype(np.float64) / LOSS_SCALE
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dhn, dcn = np.zeros_like(dh[:, 0]), np.zeros_like(dh[:, 0])
    for t, (h, c, i, f, g, o, tc) in reversed(list(enumerate(tape))):
        dht = dh[:, t] + dhn
        dct = dcn + dht * o * (1 - tc**2)
        da = np.concatenate(
            [dct * g * i * (1 - i), dct * c * f * (1 - f), dct * i * (1 - g**2), dht * tc * o * (1 - o)], axis=1
        )
        dx[:, t] = da @ wx.T
        dwx += x[:, t].T @ da
        dwh += h.T @ da
        db += da.sum(axis=0)
        dhn, dcn = da @ wh.T, dct * f
    return dx, dhn, dcn, dwx, dwh, db
