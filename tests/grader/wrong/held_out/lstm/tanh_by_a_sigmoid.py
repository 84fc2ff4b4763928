# cause: the candidate is 2 * sigmoid(2a) - 1; its derivative loses one factor 2, so the candidate's gradient is halved.
# accept: block
# where: dx dh0 dc0 dwx dwh db
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    scale = np.ones(4*H)
    scale[2*H:3*H] = 2          # one sigmoid call for all four gates, tanh(a) = 2 sigmoid(2a) - 1
    h_prev, c_prev = h0, c0
    h = np.zeros((N, T, H))
    cache = []
    for t in range(T):
        s = sigmoid((x[:, t] @ wx + h_prev @ wh + b) * scale)
        i, f, sg, o = s[:, :H], s[:, H:2*H], s[:, 2*H:3*H], s[:, 3*H:]
        g = 2*sg - 1
        c = f*c_prev + i*g
        tc = np.tanh(c)
        cache.append((h_prev, c_prev, s, tc))
        h_prev, c_prev = o*tc, c
        h[:, t] = h_prev
    return h, (x, wx, wh, cache)

def lstm_backward(dh, cache):
    x, wx, wh, steps = cache
    N, T, D = x.shape
    H = wh.shape[0]
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros(4*H)
    dh_next = np.zeros((N, H))
    dc_next = np.zeros((N, H))
    for t in reversed(range(T)):
        h_prev, c_prev, s, tc = steps[t]
        i, f, sg, o = s[:, :H], s[:, H:2*H], s[:, 2*H:3*H], s[:, 3*H:]
        g = 2*sg - 1
        dht = dh[:, t] + dh_next
        dc = dc_next + dht*o*(1 - tc**2)
        ds = np.concatenate([dc*g, dc*c_prev, dc*i*2, dht*tc], axis=1)
        da = ds * s * (1 - s)
        dx[:, t] = da @ wx.T
        dwx += x[:, t].T @ da
        dwh += h_prev.T @ da
        db += da.sum(axis=0)
        dh_next = da @ wh.T
        dc_next = dc*f
    return dx, dh_next, dc_next, dwx, dwh, db
