"""GRU over a sequence, forward and backward."""

import numpy as np


def gru_forward(x, h0, wx, wh, b):
    """Run a GRU over T steps and return every hidden state.

    x (N, T, D), h0 (N, H), wx (D, 3H), wh (H, 3H), b (3H,).
    The 3H columns hold the blocks in the order r, z, n: reset gate, update gate, candidate.
    n = tanh(x wx + (r * h_prev) wh + b) with their blocks of n, and h = (1 - z) * n + z * h_prev.
    Returns (h, cache): h (N, T, H), where h[:, t] is the hidden state after step t;
    cache is whatever gru_backward needs.
    """
    raise NotImplementedError


def gru_backward(dh, cache):
    """Gradients of the loss with respect to every input of gru_forward.

    dh (N, T, H) is the gradient with respect to h: the loss may look at every step.
    Returns (dx, dh0, dwx, dwh, db): dx (N, T, D), dh0 (N, H), dwx (D, 3H), dwh (H, 3H), db (3H,).
    """
    raise NotImplementedError
