"""The loss of a network with one hidden layer once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, x, t):
    """Sample by sample and unit by unit; the label's logit and the log of a sum of exponentials."""
    total = 0.0
    for n in range(len(t)):
        hidden = [math.tanh(total_input(x[n], W1, b1, unit)) for unit in range(len(b1))]
        logits = [total_input(hidden, W2, b2, label) for label in range(len(b2))]
        largest = max(logits)
        spread = sum(math.exp(logit - largest) for logit in logits)
        total += largest - logits[t[n]] + math.log(spread)
    return total / len(t)


def total_input(values, weights, biases, unit):
    """What reaches one unit."""
    total = float(biases[unit])
    for k in range(len(values)):
        total += float(values[k]) * float(weights[k, unit])
    return total
