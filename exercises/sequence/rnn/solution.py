"""A plain RNN over a whole sequence: one loop forwards in time, the same loop backwards."""

import numpy as np


def rnn_forward(x, h0, wx, wh, b):
    """Read x step by step; h[:, t] is the hidden state after step t."""
    N, T, _ = x.shape
    h = np.empty((N, T, len(b)))
    h_prev = h0
    for t in range(T):
        h_prev = np.tanh(x[:, t] @ wx + h_prev @ wh + b)
        h[:, t] = h_prev
    return h, (x, h0, wx, wh, h)


def rnn_backward(dh, cache):
    """Walk back in time with dh_next, what the later steps send back to h."""
    x, h0, wx, wh, h = cache
    dx = np.empty_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(len(wh))
    dh_next = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        h_prev = h[:, t - 1] if t > 0 else h0

        # h[:, t] is read by the loss and by step t + 1: two terms.
        dh_t = dh[:, t] + dh_next
        da = dh_t * (1 - h[:, t] ** 2)

        # All steps share the weights, so what each step sends them adds up.
        dwx += x[:, t].T @ da
        dwh += h_prev.T @ da
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        dh_next = da @ wh.T
    return dx, dh_next, dwx, dwh, db
