"""A learning rate that warms up in a line and falls in half a cosine."""

import numpy as np


def learning_rate_schedule(step, warmup, total, peak, floor):
    """The rate of the step with this number, counted from 0."""
    if step < warmup:
        return peak * (step + 1) / warmup  # step 0 does move already
    if step >= total:  # also where there is no time between warmup and total
        return floor
    done = (step - warmup) / (total - warmup)  # 0 at the peak; 1 would be at total
    return floor + (peak - floor) * (1 + np.cos(np.pi * done)) / 2
