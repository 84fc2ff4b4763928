"""He and Xavier initialization."""

import numpy as np


def he_and_xavier(rng, fan_in, fan_out, x, layers):
    """Draw weights by both rules, and measure a signal in a deep network.

    rng is a np.random.Generator, where all randomness comes from; fan_in, fan_out and layers are ints; x (N, W) is
    the input of a network of `layers` layers without biases, each W wide and followed by a ReLU.
    Returns (he, xavier, deep, rms): he (fan_in, fan_out) normal weights for a layer before a ReLU; xavier
    (fan_in, fan_out) uniform weights for one before a tanh; deep (layers, W, W) the weights of the deep network, by
    He; rms (layers,) the root mean square of all activations after each of its ReLUs.
    """
    raise NotImplementedError
