"""The discriminator's step of a GAN: real samples up, generated ones down, and nothing for the generator."""

import numpy as np


def softplus(z):
    """log(1 + e^z), finite for any z."""
    return np.logaddexp(0, z)


def sigmoid(z):
    """1/(1 + e^-z) as e^-softplus(-z), which keeps its digits in both tails."""
    return np.exp(-softplus(-z))


def gan_discriminator(D, G, x, z):
    """The discriminator's loss on real x and generated samples, and its gradients by D alone."""
    made = np.tanh(z @ G["Gw1"] + G["Gb1"]) @ G["Gw2"] + G["Gb2"]  # from here on constants
    samples = np.concatenate([x, made])
    h = np.tanh(samples @ D["Dw1"] + D["Db1"])
    s = h @ D["Dw2"] + D["Db2"]
    real, fake = s[: len(x)], s[len(x) :]
    loss = softplus(-real).mean() + softplus(fake).mean()

    # -log sigmoid(s) has the slope sigmoid(s) - 1 = -sigmoid(-s), and -log(1 - sigmoid(s)) has sigmoid(s).
    ds = np.concatenate([-sigmoid(-real) / len(real), sigmoid(fake) / len(fake)])
    da = ds @ D["Dw2"].T * (1 - h**2)
    return loss, {
        "Dw1": samples.T @ da,
        "Db1": da.sum(axis=0),
        "Dw2": h.T @ ds,
        "Db2": ds.sum(axis=0),
    }
