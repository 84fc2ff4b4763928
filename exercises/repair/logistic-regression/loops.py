"""The loss of a logistic regression once more, number by number: what `reference.py` is held against."""

import math


def forward(w, b, x, t):
    """Minus the log of the probability that the model gives to each label, averaged."""
    total = 0.0
    for n in range(len(t)):
        z = float(b[0])
        for d in range(len(w)):
            z += float(w[d, 0]) * float(x[n, d])
        total -= log_sigmoid(z if t[n] == 1 else -z)
    return total / len(t)


def log_sigmoid(z):
    """log of 1 / (1 + e^-z), written so that the exponent is never positive."""
    return -math.log1p(math.exp(-z)) if z >= 0 else z - math.log1p(math.exp(z))
