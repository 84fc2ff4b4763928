"""One step of an LSTM, forward and backward."""

import numpy as np


def lstm_step_forward(x, h0, c0, wx, wh, b):
    """Compute the new hidden state and the new cell from the input and the old ones.

    x (N, D), h0 and c0 (N, H), wx (D, 4H), wh (H, 4H), b (4H,).
    The 4H columns hold the gates in the order i, f, g, o: input, forget, candidate, output.
    Returns (h, c, cache): h and c (N, H); cache is whatever lstm_step_backward needs.
    """
    raise NotImplementedError


def lstm_step_backward(dh, dc, cache):
    """Gradients of the loss with respect to every input of lstm_step_forward.

    dh and dc (N, H) are the gradients with respect to h and c. dc is what reaches c from outside
    the step; what reaches it through h is for you to add.
    Returns (dx, dh0, dc0, dwx, dwh, db): dx (N, D), dh0 and dc0 (N, H), dwx (D, 4H), dwh (H, 4H), db (4H,).
    """
    raise NotImplementedError
