# cause: dh0 and dc0 are returned as zeros, as if the initial states were constants.
# accept: zero
# where: dh0 dc0
import numpy as np

def sigmoid(v):
    return 1 / (1 + np.exp(-v))

def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[-1]
    h, c = h0, c0
    outputs, tape = [], []
    for t in range(x.shape[1]):
        pre = x[:, t] @ wx + h @ wh + b
        i, f, o = sigmoid(pre[:, :H]), sigmoid(pre[:, H:2*H]), sigmoid(pre[:, 3*H:])
        g = np.tanh(pre[:, 2*H:3*H])
        c_next = f*c + i*g
        tape.append((x[:, t], h, c, i, f, g, o, np.tanh(c_next)))
        c = c_next
        h = o*np.tanh(c)
        outputs.append(h)
    return np.stack(outputs, 1), (tape, wx, wh, h0, c0)

def lstm_backward(dh, cache):
    tape, wx, wh, h0, c0 = cache
    dx = np.empty((dh.shape[0], dh.shape[1], wx.shape[0]))
    dwx, dwh, db = 0*wx, 0*wh, 0*wx[0]
    back_h, back_c = 0, 0
    t = len(tape)
    while t > 0:
        t -= 1
        xt, hp, cp, i, f, g, o, tc = tape[t]
        e = dh[:, t] + back_h
        dc = back_c + e*o*(1 - tc**2)
        da = np.concatenate([dc*g*i*(1-i), dc*cp*f*(1-f), dc*i*(1-g**2), e*tc*o*(1-o)], 1)
        dx[:, t] = da @ wx.T
        dwx += xt.T @ da
        dwh += hp.T @ da
        db += da.sum(0)
        back_h = da @ wh.T
        back_c = dc*f
    # initial states are not trained
    dh0 = np.zeros_like(h0)
    dc0 = np.zeros_like(c0)
    return dx, dh0, dc0, dwx, dwh, db
