"""He initialization."""


def he_normal(rng, fan_in, fan_out):
    """Returns w (fan_in, fan_out)."""
    raise NotImplementedError
