"""Transfer learning: the loss of a partly frozen network, and the gradients of what is trained."""

import numpy as np


def transfer_learning(params, frozen, W0, x, t, alpha):
    """The loss of a pre-trained network with a new head, and the gradients of the parameters that are trained.

    params is a dict of what is trained: W1 (D, H), b1 (H,), the first layer; W3 (M, C), b3 (C,), the new head.
    frozen is a dict of what is not: W2 (H, M), b2 (M,), the layer between. W0 (D, H) is W1 as it was pre-trained.
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1. alpha is a number from 0 up.

    h = tanh(x W1 + b1), f = tanh(h W2 + b2), logits z = f W3 + b3. The loss is the mean cross-entropy of softmax(z)
    plus alpha/2 times the sum of (W1 - W0)².
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    raise NotImplementedError
