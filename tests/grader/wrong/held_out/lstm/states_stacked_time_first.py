# cause: the hidden states are stacked along the first axis, so h is (T, N, H); it must be (N, T, H).
# accept: transposed
# where: h
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_forward(x, h0, c0, wx, wh, b):
    h_t, c_t = h0, c0
    all_h = []
    memory = []
    for x_t in np.swapaxes(x, 0, 1):
        i, f, g, o = np.array_split(x_t @ wx + h_t @ wh + b, 4, axis=-1)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        memory.append((x_t, h_t, c_t, i, f, g, o))
        c_t = f * c_t + i * g
        h_t = o * np.tanh(c_t)
        all_h.append(h_t)
    return np.array(all_h), (memory, wx, wh)


def lstm_backward(dh, cache):
    memory, wx, wh = cache
    dx, dwx, dwh, db = [], np.zeros(wx.shape), np.zeros(wh.shape), np.zeros(wx.shape[1])
    dh_next = np.zeros_like(memory[0][1])
    dc_next = np.zeros_like(dh_next)
    for t in reversed(range(len(memory))):
        x_t, h_p, c_p, i, f, g, o = memory[t]
        tanh_c = np.tanh(f * c_p + i * g)
        dh_t = dh[t] + dh_next
        dc = dc_next + dh_t * o * (1 - tanh_c**2)
        da = np.concatenate(
            [dc * g * i * (1 - i), dc * c_p * f * (1 - f), dc * i * (1 - g**2), dh_t * tanh_c * o * (1 - o)], axis=-1
        )
        dwx += x_t.T @ da
        dwh += h_p.T @ da
        db += da.sum(axis=0)
        dx.append(da @ wx.T)
        dh_next, dc_next = da @ wh.T, dc * f
    return np.array(dx[::-1]), dh_next, dc_next, dwx, dwh, db
