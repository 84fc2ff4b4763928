"""The loss of a many-to-one RNN once more, number by number: what `reference.py` is held against."""

import math


def forward(wx, wh, b, wo, bo, x, labels):
    """Minus the log of the probability that each sequence gives to its label, averaged."""
    samples, steps, features = x.shape
    units, classes = wo.shape
    total = 0.0
    for n in range(samples):
        h = [0.0] * units
        for s in range(steps):
            new = []
            for u in range(units):
                terms = [float(x[n, s, d]) * float(wx[d, u]) for d in range(features)]
                terms += [h[k] * float(wh[k, u]) for k in range(units)]
                new.append(math.tanh(math.fsum(terms) + float(b[u])))
            h = new
        logits = [math.fsum(h[k] * float(wo[k, c]) for k in range(units)) + float(bo[c]) for c in range(classes)]
        top = max(logits)
        total += top + math.log(math.fsum(math.exp(z - top) for z in logits)) - logits[int(labels[n])]
    return total / samples
