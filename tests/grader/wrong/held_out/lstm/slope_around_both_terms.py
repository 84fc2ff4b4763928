# cause: dc_next is multiplied by 1 - tanh(c)**2 too: (dc_next + dh * o) * slope instead of dc_next + dh * o * slope.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np

def sigmoid(z): return 1/(1 + np.exp(-z))

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    h_list, cache = [], []
    h, c = h0, c0
    for t in range(T):
        i, f, g, o = np.split(x[:, t] @ wx + h @ wh + b, 4, axis=1)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        h_prev, c_prev = h, c
        c = f*c_prev + i*g
        tanhc = np.tanh(c)
        h = o*tanhc
        h_list.append(h)
        cache.append((x[:, t], h_prev, c_prev, i, f, g, o, tanhc))
    return np.stack(h_list, axis=1), (cache, wx, wh)

def lstm_backward(dh, cache):
    cache, wx, wh = cache
    T = dh.shape[1]
    dxs = [None]*T
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next, dc_next = np.zeros_like(dh[:, 0]), np.zeros_like(dh[:, 0])
    for t in range(T-1, -1, -1):
        xt, h_prev, c_prev, i, f, g, o, tanhc = cache[t]
        dht = dh[:, t] + dh_next
        dc = (dc_next + dht*o)*(1 - tanhc**2)
        da = np.hstack([dc*g*i*(1-i), dc*c_prev*f*(1-f), dc*i*(1-g**2), dht*tanhc*o*(1-o)])
        dxs[t] = da @ wx.T
        dwx += xt.T @ da
        dwh += h_prev.T @ da
        db += da.sum(0)
        dh_next = da @ wh.T
        dc_next = dc*f
    return np.stack(dxs, axis=1), dh_next, dc_next, dwx, dwh, db
