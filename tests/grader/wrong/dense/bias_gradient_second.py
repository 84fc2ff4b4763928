# cause: the gradients are returned in the order dx, db, dw.
# accept: order another-gradient
# where: dw db
import numpy as np


def dense_forward(x, w, b):
    """Affine layer."""
    return np.einsum("nd,dm->nm", x, w) + b, (x, w)


def dense_backward(dy, cache):
    """Returns gradients for x, b, w."""
    x, w = cache
    db = np.einsum("nm->m", dy)
    dw = np.einsum("nd,nm->dm", x, dy)
    dx = np.einsum("nm,dm->nd", dy, w)
    return dx, db, dw
