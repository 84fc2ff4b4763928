# expect: pass
import numpy as np


def softmax_loss_forward(z, t):
    top = z.max(axis=1)
    lse = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    return (lse - np.take_along_axis(z, t[:, None], axis=1)[:, 0]).mean(), (z, lse, t)


def softmax_loss_backward(dloss, cache):
    z, lse, t = cache
    return dloss * (np.exp(z - lse[:, None]) - (np.arange(z.shape[1]) == t[:, None])) / len(t)
