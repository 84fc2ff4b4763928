"""The loss of an autoencoder once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, W3, b3, W4, b4, x):
    """Sample by sample through four layers, and the squares of what is missed."""
    total = count = 0
    for sample in x.tolist():
        hidden = [math.tanh(a) for a in layer(sample, W1, b1)]
        code = layer(hidden, W2, b2)
        unfolded = [math.tanh(a) for a in layer(code, W3, b3)]
        for made, wanted in zip(layer(unfolded, W4, b4), sample, strict=True):
            total += (made - wanted) ** 2
            count += 1
    return total / count


def layer(inputs, w, b):
    """One weighted sum for each output."""
    return [float(b[j]) + sum(a * float(w[i, j]) for i, a in enumerate(inputs)) for j in range(len(b))]
