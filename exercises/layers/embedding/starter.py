"""An embedding table, forward and backward."""

import numpy as np


def embedding_forward(ids, table):
    """Look up the row of every token.

    ids (N, T) of int64, each from 0 to V - 1, the same one as often as it likes; table (V, D).
    Returns (y, cache): y (N, T, D), where y[n, t] is the row ids[n, t];
    cache is whatever embedding_backward needs.
    """
    raise NotImplementedError


def embedding_backward(dy, cache):
    """Gradient of the loss with respect to the table.

    dy (N, T, D) is the gradient with respect to y.
    Returns dtable (V, D).
    """
    raise NotImplementedError
