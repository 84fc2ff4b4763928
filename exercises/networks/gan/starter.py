"""The generator's step of a GAN: its loss, and its gradients through the discriminator."""

import numpy as np


def gan_generator(G, D, z):
    """Loss of the generator and its gradients; the discriminator is given and stays as it is.

    G holds Gw1 (K, H), Gb1 (H,), Gw2 (H, P), Gb2 (P,): it turns noise (M, K) into samples (M, P).
    D holds Dw1 (P, Q), Db1 (Q,), Dw2 (Q, 1), Db2 (1,): it turns samples (M, P) into logits (M, 1).
    z (M, K) holds the noise of M samples.
    Returns (loss, grads): grads is a dict with the keys and shapes of G.
    """
    raise NotImplementedError
