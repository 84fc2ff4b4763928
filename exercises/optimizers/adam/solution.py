"""Adam: momentum over the root of a mean square, both corrected for their start at 0."""

import numpy as np


def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    """The step number t, which is 1 for the first."""
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2

    # After t steps from 0 the weights of each average sum to 1 - beta^t, not to 1.
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v  # the averages as they are: next time they are corrected anew
