"""Inverted dropout: with the mask given, every entry is multiplied by a constant, there and back."""

import numpy as np


def dropout_forward(x, mask, keep, training):
    """y = x * scale, where scale is 1/keep or 0 in training and 1 in eval mode."""
    # Kept units make up for the dropped ones: over all masks y is x on average, and eval mode has nothing to mend.
    scale = mask / keep if training else np.ones_like(x)
    return x * scale, scale


def dropout_backward(dy, cache):
    """The slope of x * scale is scale: the very mask of the forward, and its 1/keep."""
    scale = cache
    return dy * scale
