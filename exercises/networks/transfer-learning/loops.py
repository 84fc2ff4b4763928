"""The loss of a partly frozen network once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W3, b3, W2, b2, W0, x, t, alpha):
    """Sample by sample through three layers; then what each number of W1 pays for having moved."""
    total = 0.0
    for sample, label in zip(x, t, strict=True):
        h = [math.tanh(value) for value in layer(sample, W1, b1)]
        f = [math.tanh(value) for value in layer(h, W2, b2)]
        z = layer(f, W3, b3)
        total += max(z) + math.log(sum(math.exp(value - max(z)) for value in z)) - z[label]
    paid = 0.0
    for d in range(len(W1)):
        for j in range(len(b1)):
            paid += (float(W1[d, j]) - float(W0[d, j])) ** 2
    return total / len(t) + alpha * paid / 2


def layer(values, W, b):
    """What the units of a layer receive."""
    received = []
    for j in range(len(b)):
        sums = float(b[j])
        for i in range(len(values)):
            sums += float(values[i]) * float(W[i, j])
        received.append(sums)
    return received
