"""SGD with momentum: the velocity first, then the weights."""


def sgd_momentum(w, dw, v, lr, beta):
    """One step: v sums up the gradients, older ones fading by beta a step, and w moves against it."""
    v = beta * v + dw  # a new array; *= and += would write into the caller's
    w = w - lr * v  # by the new velocity
    return w, v
