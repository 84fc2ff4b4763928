"""A plain recurrent network over a sequence, forward and backward."""

import numpy as np


def rnn_forward(x, h0, wx, wh, b):
    """Run a tanh RNN over T steps and return every hidden state.

    x (N, T, D), h0 (N, H), wx (D, H), wh (H, H), b (H,).
    Returns (h, cache): h (N, T, H), where h[:, t] is the hidden state after step t;
    cache is whatever rnn_backward needs.
    """
    raise NotImplementedError


def rnn_backward(dh, cache):
    """Gradients of the loss with respect to every input of rnn_forward.

    dh (N, T, H) is the gradient with respect to h: the loss may look at every step.
    Returns (dx, dh0, dwx, dwh, db): dx (N, T, D), dh0 (N, H), dwx (D, H), dwh (H, H), db (H,).
    """
    raise NotImplementedError
