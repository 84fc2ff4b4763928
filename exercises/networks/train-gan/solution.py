"""GAN training: a step of the discriminator, then one of the generator against the new discriminator, in turn."""

import numpy as np


def train(params, x, order, noise, steps, lr):
    """Round k shows D the real samples order[k] beside generated ones, then lets G learn from what D says."""
    params = dict(params)  # another dict, in which arrays are replaced: the caller's own stay as they are
    for k in range(steps):
        for_d, for_g = noise[k]
        for name, slope in discriminator(params, x[order[k]], for_d).items():
            params[name] = params[name] - lr * slope
        for name, slope in generator(params, for_g).items():
            params[name] = params[name] - lr * slope
    return params


def network(params, owner, inputs):
    """The tanh layer and the output of D or of G."""
    h = np.tanh(inputs @ params[f"{owner}w1"] + params[f"{owner}b1"])
    return h, h @ params[f"{owner}w2"] + params[f"{owner}b2"]


def backward(params, owner, inputs, h, dy):
    """The owner's gradients, and that of its inputs."""
    da = dy @ params[f"{owner}w2"].T * (1 - h**2)
    grads = {f"{owner}w1": inputs.T @ da, f"{owner}b1": da.sum(axis=0)}
    grads |= {f"{owner}w2": h.T @ dy, f"{owner}b2": dy.sum(axis=0)}
    return grads, da @ params[f"{owner}w1"].T


def sigmoid(z):
    """1/(1 + e^-z) without overflow."""
    return np.exp(-np.logaddexp(0, -z))


def discriminator(params, real, z):
    """Gradients of mean softplus(-D(real)) + mean softplus(D(G(z))) by D's parameters alone."""
    _, fake = network(params, "G", z)
    samples = np.concatenate([real, fake])
    h, s = network(params, "D", samples)
    label = np.arange(len(s))[:, None] < len(real)
    grads, _ = backward(params, "D", samples, h, (sigmoid(s) - label) / np.where(label, len(real), len(fake)))
    return grads


def generator(params, z):
    """Gradients of mean softplus(-D(G(z))) by G's parameters alone; D only passes them on."""
    hidden, fake = network(params, "G", z)
    h, s = network(params, "D", fake)
    _, dfake = backward(params, "D", fake, h, (sigmoid(s) - 1) / len(s))
    grads, _ = backward(params, "G", z, hidden, dfake)
    return grads
