"""The loss of this network once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, x, t):
    """Sample by sample, unit by unit."""
    total = 0.0
    for n in range(len(t)):
        a = float(b2[0])
        for j in range(len(b1)):
            into = float(b1[j])
            for d in range(len(W1)):
                into += float(x[n, d]) * float(W1[d, j])
            a += float(W2[j, 0]) / (1 + math.exp(-into))
        total += (1 / (1 + math.exp(-a)) - float(t[n])) ** 2
    return total / len(t)
