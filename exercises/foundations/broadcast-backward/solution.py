"""Back through a broadcast: what the forward copies, the backward sums."""


def broadcast_forward(x, s, b):
    """s is copied over samples and steps, b over channels and features; NumPy does both without being asked."""
    y = x * s + b
    return y, (x, s, b.shape)


def broadcast_backward(dy, cache):
    """As if nothing had been broadcast, and then each gradient back to its own shape."""
    x, s, b_shape = cache
    dx = dy * s  # x was not copied, so nothing is summed
    ds = unbroadcast(dy * x, s.shape)
    db = unbroadcast(dy, b_shape)
    return dx, ds, db


def unbroadcast(gradient, shape):
    """Sum over every axis along which an array of this shape was copied; right for any two shapes that broadcast."""
    missing = gradient.ndim - len(shape)  # broadcasting lines shapes up at the last axis
    gradient = gradient.sum(axis=tuple(range(missing)))
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return gradient.sum(axis=stretched, keepdims=True)
