"""He initialization."""

import numpy as np


def he_normal(rng, fan_in, fan_out):
    """Normal, scaled for ReLU."""
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
