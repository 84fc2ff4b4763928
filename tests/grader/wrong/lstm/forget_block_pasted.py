# cause: the forget gate's block of dwx is built with the input gate's gradient (copy and paste).
# accept: block
# where: dwx
import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def lstm_forward(x, h0, c0, wx, wh, b):
    H = h0.shape[1]
    h, c = h0, c0
    tape, out = [], []
    for t in range(x.shape[1]):
        xt = x[:, t, :]
        a = xt @ wx + h @ wh + b
        ai, af, ag, ao = np.split(a, 4, axis=1)
        step = {"x": xt, "h": h, "c": c, "i": sigmoid(ai), "f": sigmoid(af), "g": np.tanh(ag), "o": sigmoid(ao)}
        c = step["f"] * c + step["i"] * step["g"]
        step["tanh_c"] = np.tanh(c)
        h = step["o"] * step["tanh_c"]
        tape.append(step)
        out.append(h)
    return np.stack(out, 1), (x, wx, wh, H, tape)


def lstm_backward(dh, cache):
    x, wx, wh, H, tape = cache
    N, T, D = x.shape
    dx = np.zeros((N, T, D))
    dWi, dWf, dWg, dWo = (np.zeros((D, H)) for _ in range(4))
    dwh = np.zeros((H, 4 * H))
    db = np.zeros(4 * H)
    dhn = dcn = np.zeros((N, H))
    for t in reversed(range(T)):
        s = tape[t]
        dht = dh[:, t] + dhn
        dct = dcn + dht * s["o"] * (1 - s["tanh_c"] ** 2)
        dai = dct * s["g"] * s["i"] * (1 - s["i"])
        daf = dct * s["c"] * s["f"] * (1 - s["f"])
        dag = dct * s["i"] * (1 - s["g"] ** 2)
        dao = dht * s["tanh_c"] * s["o"] * (1 - s["o"])
        dWi += s["x"].T @ dai
        dWf += s["x"].T @ dai
        dWg += s["x"].T @ dag
        dWo += s["x"].T @ dao
        da = np.concatenate((dai, daf, dag, dao), axis=1)
        dwh += s["h"].T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        dhn, dcn = da @ wh.T, dct * s["f"]
    return dx, dhn, dcn, np.concatenate((dWi, dWf, dWg, dWo), axis=1), dwh, db
