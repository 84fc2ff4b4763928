"""The discriminator's step of a GAN: its loss, and the gradients of its own parameters."""

import numpy as np


def gan_discriminator(D, G, x, z):
    """Loss of the discriminator and its gradients; the generator is given and stays as it is.

    D holds Dw1 (P, Q), Db1 (Q,), Dw2 (Q, 1), Db2 (1,): it turns samples (·, P) into logits (·, 1).
    G holds Gw1 (K, H), Gb1 (H,), Gw2 (H, P), Gb2 (P,): it turns noise (·, K) into samples (·, P).
    x (N, P) holds real samples, z (M, K) noise for the generated ones.
    Returns (loss, grads): grads is a dict with the keys and shapes of D.
    """
    raise NotImplementedError
