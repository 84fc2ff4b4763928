"""KL(softmax(a) ‖ softmax(z)): a cross-entropy in z, and something else in a."""

import numpy as np


def log_softmax(z):
    """Row by row, without the log of a probability: it stays finite where the probability is 0."""
    shifted = z - z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def kl_divergence_forward(a, z):
    """loss = mean over the samples of sum over c of p (log p - log q), p = softmax(a), q = softmax(z)."""
    logp, logq = log_softmax(a), log_softmax(z)
    p, q = np.exp(logp), np.exp(logq)
    ratio = logp - logq
    kl = (p * ratio).sum(axis=1, keepdims=True)
    loss = np.asarray(kl.mean())
    return loss, (p, q, ratio, kl)


def kl_divergence_backward(dloss, cache):
    """dz is that of softmax cross-entropy with soft labels p; da asks how far each log ratio is off their mean."""
    p, q, ratio, kl = cache
    N = len(p)
    da = p * (ratio - kl)  # kl is the mean of the log ratio under p, so that every row sums to 0
    dz = q - p
    return dloss * da / N, dloss * dz / N
