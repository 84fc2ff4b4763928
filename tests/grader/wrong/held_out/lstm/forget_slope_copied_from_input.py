# cause: the forget gate gets the slope of the input gate, i * (1 - i) (copy and paste).
# accept: block
# where: dx dh0 dc0 dwx dwh db
import numpy as np

def sigm(a):
    return 1.0 / (1.0 + np.exp(-a))

def lstm_forward(x, h0, c0, wx, wh, b):
    T = x.shape[1]
    H = h0.shape[1]
    h = {-1: h0}
    c = {-1: c0}
    i, f, g, o = {}, {}, {}, {}
    for t in range(T):
        a = x[:, t, :].dot(wx) + h[t-1].dot(wh) + b
        i[t] = sigm(a[:, 0*H:1*H])
        f[t] = sigm(a[:, 1*H:2*H])
        g[t] = np.tanh(a[:, 2*H:3*H])
        o[t] = sigm(a[:, 3*H:4*H])
        c[t] = f[t]*c[t-1] + i[t]*g[t]
        h[t] = o[t]*np.tanh(c[t])
    out = np.stack([h[t] for t in range(T)], axis=1)
    return out, (x, wx, wh, h, c, i, f, g, o)

def lstm_backward(dh, cache):
    x, wx, wh, h, c, i, f, g, o = cache
    T = x.shape[1]
    dx = np.zeros_like(x)
    dwx = np.zeros_like(wx)
    dwh = np.zeros_like(wh)
    db = np.zeros(wx.shape[1])
    dhnext = np.zeros_like(h[-1])
    dcnext = np.zeros_like(c[-1])
    for t in reversed(range(T)):
        dht = dh[:, t] + dhnext
        do = dht*np.tanh(c[t])
        dc = dcnext + dht*o[t]*(1 - np.tanh(c[t])**2)
        di = dc*g[t]
        df = dc*c[t-1]
        dg = dc*i[t]
        dai = di*i[t]*(1 - i[t])
        daf = df*i[t]*(1 - i[t])
        dag = dg*(1 - g[t]**2)
        dao = do*o[t]*(1 - o[t])
        da = np.concatenate((dai, daf, dag, dao), axis=1)
        dx[:, t] = da.dot(wx.T)
        dwx += x[:, t].T.dot(da)
        dwh += h[t-1].T.dot(da)
        db += da.sum(axis=0)
        dhnext = da.dot(wh.T)
        dcnext = dc*f[t]
    return dx, dhnext, dcnext, dwx, dwh, db
