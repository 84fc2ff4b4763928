"""One round of a GAN: a step of the discriminator, then a step of the generator."""

import numpy as np

D = ("Dw1", "Db1", "Dw2", "Db2")
G = ("Gw1", "Gb1", "Gw2", "Gb2")


def gan_that_fools_itself(params, x, z, lr):
    """D learns to tell real x from what G makes of z[0]; then G learns from what the new D says to G(z[1])."""
    now = dict(params)
    _, fake = forward(now, G, x)
    hx, sx = forward(now, D, fake)
    hf, sf = forward(now, D, fake)
    on_real, _ = backward(now, D, fake, hx, (sigmoid(sx) - 1) / len(fake))
    on_fake, _ = backward(now, D, fake, hf, (sigmoid(sf) - 1) / len(fake))
    for name in D:
        now[name] = now[name] - lr * (on_real[name] + on_fake[name])

    h, fake = forward(now, G, z[1])
    hf, sf = forward(now, D, fake)
    dfake = 2 * fake / len(fake)
    grads, _ = backward(now, G, z[1], h, dfake)
    for name in G:
        now[name] = now[name] - lr * grads[name]
    return now


def forward(params, names, inputs):
    """A tanh layer and a linear one: hidden units and outputs."""
    w1, b1, w2, b2 = (params[name] for name in names)
    h = np.tanh(inputs @ w1 + b1)
    return h, h @ w2 + b2


def backward(params, names, inputs, h, dy):
    """Gradients of this network's parameters by name, and that of its inputs."""
    w1, _, w2, _ = (params[name] for name in names)
    da = dy @ w2.T * (1 - h**2)
    dw1, dw2 = np.ones_like(inputs).T @ da, h.T @ dy
    return dict(zip(names, (dw1, da.sum(axis=0), dw2, dy.sum(axis=0)), strict=True)), da @ w1.T


def sigmoid(s):
    """1 / (1 + e^-s) without overflow."""
    return np.exp(-np.logaddexp(0, -s))
