# cause: the gates use the piecewise linear hard sigmoid, clip(0.2 a + 0.5, 0, 1), in place of the sigmoid.
# accept: outside
# where: h
import numpy as np

def hard_sigmoid(a):
    return np.clip(0.2 * a + 0.5, 0, 1)

def d_hard_sigmoid(s):
    return 0.2 * ((s > 0) & (s < 1))

def lstm_forward(x, h0, c0, wx, wh, b):
    units = h0.shape[1]
    h_tm1, c_tm1 = h0, c0
    out, mem = [], []
    for t in range(x.shape[1]):
        z = x[:, t] @ wx + h_tm1 @ wh + b
        z0, z1, z2, z3 = z[:, :units], z[:, units:2*units], z[:, 2*units:3*units], z[:, 3*units:]
        i = hard_sigmoid(z0)
        f = hard_sigmoid(z1)
        c_hat = np.tanh(z2)
        o = hard_sigmoid(z3)
        c = f * c_tm1 + i * c_hat
        h = o * np.tanh(c)
        mem.append((x[:, t], h_tm1, c_tm1, i, f, c_hat, o, c))
        h_tm1, c_tm1 = h, c
        out.append(h)
    return np.stack(out, axis=1), (mem, wx, wh)

def lstm_backward(dh, cache):
    mem, wx, wh = cache
    N, T, H = dh.shape
    dx = np.zeros((N, T, wx.shape[0]))
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(4*H)
    dh_n = dc_n = np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        xt, hp, cp, i, f, g, o, c = mem[t]
        d = dh[:, t] + dh_n
        dc = dc_n + d * o * (1 - np.tanh(c)**2)
        da = np.concatenate([dc * g * d_hard_sigmoid(i), dc * cp * d_hard_sigmoid(f), dc * i * (1 - g**2),
                             d * np.tanh(c) * d_hard_sigmoid(o)], axis=1)
        dx[:, t] = da @ wx.T
        dwx += xt.T @ da
        dwh += hp.T @ da
        db += da.sum(axis=0)
        dh_n = da @ wh.T
        dc_n = dc * f
    return dx, dh_n, dc_n, dwx, dwh, db
