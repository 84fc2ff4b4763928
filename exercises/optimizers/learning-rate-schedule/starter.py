"""A learning rate schedule: warm-up and cosine."""

import numpy as np


def learning_rate_schedule(step, warmup, total, peak, floor):
    """The learning rate of one step.

    step counts from 0; the first `warmup` steps rise in a line up to peak, then half a cosine falls from peak to
    floor, which is reached at the step `total` and kept from there on. The first three are ints, with
    0 <= warmup <= total; peak and floor are floats.
    Returns lr, one number.
    """
    raise NotImplementedError
