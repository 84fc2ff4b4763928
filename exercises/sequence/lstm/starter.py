"""LSTM over a sequence, forward and backward."""

import numpy as np


def lstm_forward(x, h0, c0, wx, wh, b):
    """Run an LSTM over T steps and return every hidden state.

    x (N, T, D), h0 and c0 (N, H), wx (D, 4H), wh (H, 4H), b (4H,).
    The 4H columns hold the gates in the order i, f, g, o: input, forget, candidate, output.
    Returns (h, cache): h (N, T, H), where h[:, t] is the hidden state after step t;
    cache is whatever lstm_backward needs.
    """
    raise NotImplementedError


def lstm_backward(dh, cache):
    """Gradients of the loss with respect to every input of lstm_forward.

    dh (N, T, H) is the gradient with respect to h: the loss may look at every step.
    Returns (dx, dh0, dc0, dwx, dwh, db):
    dx (N, T, D), dh0 and dc0 (N, H), dwx (D, 4H), dwh (H, 4H), db (4H,).
    """
    raise NotImplementedError
