"""Training a GAN: the discriminator and the generator take steps in turn."""

import numpy as np


def train(params, x, order, noise, steps, lr):
    """Take `steps` rounds, each one step of D and then one step of G, and return the new params.

    params holds Dw1 (P, Q), Db1 (Q,), Dw2 (Q, 1), Db2 (1,) and Gw1 (K, H), Gb1 (H,), Gw2 (H, P), Gb2 (P,).
    x (N, P) holds the real samples; order (S, B): round k shows D the samples in row k.
    noise (S, 2, B, K): in round k noise[k, 0] is for D's step, noise[k, 1] for G's. S is steps or more.
    lr is the rate of both, steps an int from 0 up. Returns a dict like params; params and its arrays stay as they are.
    """
    raise NotImplementedError
