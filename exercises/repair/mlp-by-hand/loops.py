"""The loss of a network of sigmoids once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, x, t):
    """Sample by sample: hidden units, outputs, the squares of what is missing."""
    total = 0.0
    for n in range(len(t)):
        hidden = [sigmoid(reaching(x[n], W1, b1, unit)) for unit in range(len(b1))]
        for c in range(len(b2)):
            total += (sigmoid(reaching(hidden, W2, b2, c)) - float(t[n, c])) ** 2
    return total / len(t)


def reaching(values, weights, biases, unit):
    """What reaches one unit."""
    total = float(biases[unit])
    for k in range(len(values)):
        total += float(values[k]) * float(weights[k, unit])
    return total


def sigmoid(a):
    """1 / (1 + e^-a), the exponent never positive."""
    return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))
