# cause: the gates' slopes are computed from the inputs of the activations: a * (1 - a) and 1 - a**2.
# accept: outside
# where: dx dh0 dc0 dwx dwh db
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_prime(s):
    return s * (1 - s)

def tanh_prime(t):
    return 1 - t ** 2

def lstm_forward(x, h0, c0, wx, wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    hs = np.zeros((N, T, H))
    cache = {'x': x, 'wx': wx, 'wh': wh, 'steps': []}
    h, c = h0, c0
    for t in range(T):
        zi, zf, zg, zo = np.split(x[:, t] @ wx + h @ wh + b, 4, axis=1)
        c_new = sigmoid(zf) * c + sigmoid(zi) * np.tanh(zg)
        h_new = sigmoid(zo) * np.tanh(c_new)
        cache['steps'].append({'h': h, 'c': c, 'c_new': c_new, 'z': (zi, zf, zg, zo)})
        h, c = h_new, c_new
        hs[:, t] = h
    return hs, cache

def lstm_backward(dh, cache):
    x, wx, wh = cache['x'], cache['wx'], cache['wh']
    T = x.shape[1]
    dx, dwx, dwh, db = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next = np.zeros_like(dh[:, 0])
    dc_next = np.zeros_like(dh[:, 0])
    for t in reversed(range(T)):
        s = cache['steps'][t]
        zi, zf, zg, zo = s['z']
        tc = np.tanh(s['c_new'])
        dht = dh[:, t] + dh_next
        dc = dc_next + dht * sigmoid(zo) * tanh_prime(tc)
        dzo = dht * tc * sigmoid_prime(zo)
        dzi = dc * np.tanh(zg) * sigmoid_prime(zi)
        dzf = dc * s['c'] * sigmoid_prime(zf)
        dzg = dc * sigmoid(zi) * tanh_prime(zg)
        dz = np.concatenate([dzi, dzf, dzg, dzo], axis=1)
        dx[:, t] = dz @ wx.T
        dwx += x[:, t].T @ dz
        dwh += s['h'].T @ dz
        db += dz.sum(axis=0)
        dh_next = dz @ wh.T
        dc_next = dc * sigmoid(zf)
    return dx, dh_next, dc_next, dwx, dwh, db
