"""Training an RNN classifier on windows of text."""

import numpy as np


def train(params, x, labels, order, steps, lr):
    """Take `steps` steps of plain gradient descent, each on one batch, and return the new params.

    params holds wx (D, H), wh (H, H), b (H,), wo (H, C), bo (C,), as in networks/rnn-classifier.
    x (N, T, D) holds the sequences, labels (N,) their classes; order (K, B) has the numbers of B of them a row.
    Step k is taken on those in row k, from row 0 again after the last. lr is a number, steps an int from 0 up.
    Returns a dict like params; params and its arrays stay as they are.
    """
    raise NotImplementedError
