"""The schedule once more, step by step: what `reference.py` is held against."""

import math


def forward(step, warmup, total, peak, floor):
    """Goes through all steps up to the one that is asked for."""
    rate = 0.0
    for now in range(step + 1):
        if now < warmup:
            rate += peak / warmup
        elif now < total:
            angle = math.pi * (now - warmup) / (total - warmup)
            rate = (peak + floor) / 2 + (peak - floor) / 2 * math.cos(angle)
        else:
            rate = floor
    return rate
