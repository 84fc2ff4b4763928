"""Adam."""


def adam_step(w, dw, m, v, t, lr):
    """Returns (w, m, v)."""
    raise NotImplementedError
