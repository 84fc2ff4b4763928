"""GRU over a whole sequence; r resets the old state before the candidate's product, z keeps the old state."""

import numpy as np


def sigmoid(z):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-z))


def gru_forward(x, h0, wx, wh, b):
    """Read x step by step; h[:, t] is the hidden state after step t."""
    N, T, _ = x.shape
    H = h0.shape[1]
    h = np.empty((N, T, H))
    steps = []
    h_prev = h0
    for t in range(T):
        ax = x[:, t] @ wx + b  # (N, 3H): r, z, n side by side
        gates = sigmoid(ax[:, : 2 * H] + h_prev @ wh[:, : 2 * H])
        r, z = gates[:, :H], gates[:, H:]
        n = np.tanh(ax[:, 2 * H :] + (r * h_prev) @ wh[:, 2 * H :])

        steps.append((h_prev, r, z, n))
        h_prev = (1 - z) * n + z * h_prev
        h[:, t] = h_prev
    return h, (x, wx, wh, steps)


def gru_backward(dh, cache):
    """Walk back in time with dh_next, what the later steps send back to h."""
    x, wx, wh, steps = cache
    H = wh.shape[0]
    w_gates, w_n = wh[:, : 2 * H], wh[:, 2 * H :]
    dx = np.empty_like(x)
    dwx, dwh, db = np.zeros_like(wx), np.zeros_like(wh), np.zeros(wx.shape[1])
    dh_next = np.zeros_like(dh[:, 0])
    for t in reversed(range(x.shape[1])):
        h_prev, r, z, n = steps[t]
        dh_t = dh[:, t] + dh_next

        da_n = dh_t * (1 - z) * (1 - n**2)
        da_z = dh_t * (h_prev - n) * z * (1 - z)
        dreset = da_n @ w_n.T  # the gradient of r * h_prev, which the candidate's product reads
        da_r = dreset * h_prev * r * (1 - r)
        da_gates = np.concatenate([da_r, da_z], axis=1)
        da = np.concatenate([da_gates, da_n], axis=1)

        dwx += x[:, t].T @ da
        dwh[:, : 2 * H] += h_prev.T @ da_gates
        dwh[:, 2 * H :] += (r * h_prev).T @ da_n
        db += da.sum(axis=0)
        dx[:, t] = da @ wx.T
        # Three readers of the old state: the blend, the candidate through the reset, both gates.
        dh_next = dh_t * z + dreset * r + da_gates @ w_gates.T
    return dx, dh_next, dwx, dwh, db
