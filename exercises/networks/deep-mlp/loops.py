"""The loss of a deep network once more, number by number: what `reference.py` is held against."""

import math


def forward(W0, b0, W1, b1, W2, b2, x, t):
    """Sample by sample and layer by layer; the label's logit and the log of a sum of exponentials."""
    total = 0.0
    for n in range(len(t)):
        first = [max(value, 0.0) for value in layer(x[n], W0, b0)]
        second = [max(value, 0.0) for value in layer(first, W1, b1)]
        logits = layer(second, W2, b2)
        largest = max(logits)
        spread = sum(math.exp(logit - largest) for logit in logits)
        total += largest - logits[t[n]] + math.log(spread)
    return total / len(t)


def layer(values, weights, biases):
    """What reaches each unit."""
    totals = []
    for unit in range(len(biases)):
        total = float(biases[unit])
        for k in range(len(values)):
            total += float(values[k]) * float(weights[k, unit])
        totals.append(total)
    return totals
