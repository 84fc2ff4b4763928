"""The generator's step of a GAN: the discriminator sets its loss, and the gradient comes through the discriminator."""

import numpy as np


def softplus(z):
    """log(1 + e^z), finite for any z."""
    return np.logaddexp(0, z)


def sigmoid(z):
    """1/(1 + e^-z) as e^-softplus(-z), which keeps its digits in both tails."""
    return np.exp(-softplus(-z))


def gan_generator(G, D, z):
    """The non-saturating loss -log sigmoid(D(G(z))) and its gradients by G alone."""
    h = np.tanh(z @ G["Gw1"] + G["Gb1"])
    made = h @ G["Gw2"] + G["Gb2"]
    judged = np.tanh(made @ D["Dw1"] + D["Db1"])
    s = judged @ D["Dw2"] + D["Db2"]
    loss = softplus(-s).mean()

    # Back through D to the samples: its weights lead the way and have no part in the result.
    ds = -sigmoid(-s) / len(s)
    dmade = ds @ D["Dw2"].T * (1 - judged**2) @ D["Dw1"].T
    da = dmade @ G["Gw2"].T * (1 - h**2)
    return loss, {
        "Gw1": z.T @ da,
        "Gb1": da.sum(axis=0),
        "Gw2": h.T @ dmade,
        "Gb2": dmade.sum(axis=0),
    }
