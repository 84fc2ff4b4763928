"""Multi-class hinge loss: every wrong class has to stay a margin of 1 behind the right one."""

import numpy as np


def hinge_forward(z, t):
    """loss = mean over the samples of the sum over j != t of max(0, z[j] - z[t] + 1)."""
    rows = np.arange(len(t))
    missing = z - z[rows, t][:, None] + 1  # what each class lacks of the margin
    missing[rows, t] = 0  # the right class does not compete with itself
    loss = np.asarray(np.maximum(missing, 0).sum() / len(t))
    return loss, (missing, t)


def hinge_backward(dloss, cache):
    """Each violated comparison pushes its wrong class down by 1/N and pulls the right one up by 1/N."""
    missing, t = cache
    dz = (missing > 0).astype(float)
    dz[np.arange(len(t)), t] -= dz.sum(axis=1)  # still 0, as `missing` is there
    return dloss * dz / len(t)
