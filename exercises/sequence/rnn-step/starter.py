"""One step of a plain recurrent network, forward and backward."""

import numpy as np


def rnn_step_forward(x, h0, wx, wh, b):
    """Compute the new hidden state from the input and the old state.

    x (N, D), h0 (N, H), wx (D, H), wh (H, H), b (H,).
    Returns (h, cache): h (N, H); cache is whatever rnn_step_backward needs.
    """
    raise NotImplementedError


def rnn_step_backward(dh, cache):
    """Gradients of the loss with respect to every input of rnn_step_forward.

    dh (N, H) is the gradient with respect to h.
    Returns (dx, dh0, dwx, dwh, db): dx (N, D), dh0 (N, H), dwx (D, H), dwh (H, H), db (H,).
    """
    raise NotImplementedError
