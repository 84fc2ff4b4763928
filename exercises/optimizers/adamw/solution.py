"""AdamW: Adam, and beside it a decay that the averages never see."""

import numpy as np


def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, decay):
    """The step number t, which is 1 for the first."""
    m = beta1 * m + (1 - beta1) * dw  # dw is the gradient of the loss alone
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)

    step = m_hat / (np.sqrt(v_hat) + eps)
    w = w - lr * (step + decay * w)  # not divided by the root: every weight shrinks by the same share
    return w, m, v
