"""The loss of a network with dropout once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, W3, b3, x, t, mask1, mask2, keep, training):
    """Sample by sample; in training a unit that is dropped says nothing, and one that is kept speaks up."""
    total = 0.0
    for n in range(len(t)):
        values = x[n]
        for W, b, mask in ((W1, b1, mask1), (W2, b2, mask2)):
            units = [max(0.0, received(values, W, b, j)) for j in range(len(b))]
            if training:
                units = [unit / keep if kept else 0.0 for unit, kept in zip(units, mask[n], strict=True)]
            values = units
        z = [received(values, W3, b3, c) for c in range(len(b3))]
        total += max(z) + math.log(sum(math.exp(value - max(z)) for value in z)) - z[t[n]]
    return total / len(t)


def received(values, W, b, j):
    """What reaches unit j of a layer."""
    sums = float(b[j])
    for i in range(len(values)):
        sums += float(values[i]) * float(W[i, j])
    return sums
