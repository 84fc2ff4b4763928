"""A many-to-one RNN classifier: the loss, and its gradients by backpropagation through time."""

import numpy as np


def rnn_classifier(params, x, labels):
    """Loss and gradients of a tanh RNN whose last state gives the logits.

    params holds wx (D, H), wh (H, H), b (H,) of the recurrent layer and wo (H, C), bo (C,) of the output layer.
    x (N, T, D) holds N sequences of T steps, labels (N,) ints from 0 to C - 1. The state before the first step is zero.
    Returns (loss, grads): the mean softmax cross-entropy, and a dict with the keys and shapes of params.
    """
    raise NotImplementedError
