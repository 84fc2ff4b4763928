"""Training with dropout once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, W3, b3, x, t, order, mask1, mask2, keep, x_new, steps, lr):
    """Sample by sample each parameter's share is summed; at the end of a batch all of them move."""
    layers = [(W1.tolist(), b1.tolist()), (W2.tolist(), b2.tolist()), (W3.tolist(), b3.tolist())]
    for k in range(steps):
        sums = [([[0.0] * len(b) for _ in W], [0.0] * len(b)) for W, b in layers]
        for place, n in enumerate(order[k]):
            factors = [[int(kept) / keep for kept in mask[k, place]] for mask in (mask1, mask2)]
            add_share(layers, sums, x[n], int(t[n]), factors)
        rate = lr / len(order[k])
        layers = [moved(layer, total, rate) for layer, total in zip(layers, sums, strict=True)]
    everything = [[1.0] * len(b) for _, b in layers[:-1]]
    z = [units(layers, sample, everything)[-1] for sample in x_new]
    return *(part for layer in layers for part in layer), z


def units(layers, sample, factors):
    """The sample, the hidden units after dropout, the logits."""
    found = [[float(value) for value in sample]]
    for i, (W, b) in enumerate(layers):
        sums = [b[j] + sum(value * row[j] for value, row in zip(found[-1], W, strict=True)) for j in range(len(b))]
        if i < len(factors):
            sums = [max(0.0, value) * factor for value, factor in zip(sums, factors[i], strict=True)]
        found.append(sums)
    return found


def add_share(layers, sums, sample, label, factors):
    """What one sample asks of every parameter."""
    found = units(layers, sample, factors)
    z = found[-1]
    spread = sum(math.exp(value - max(z)) for value in z)
    error = [math.exp(value - max(z)) / spread - (c == label) for c, value in enumerate(z)]
    for i in (2, 1, 0):
        W, _ = layers[i]
        into_W, into_b = sums[i]
        for j, wanted in enumerate(error):
            into_b[j] += wanted
            for d, value in enumerate(found[i]):
                into_W[d][j] += value * wanted
        if i:
            below = [sum(w * wanted for w, wanted in zip(row, error, strict=True)) for row in W]
            error = [e * f if h > 0 else 0.0 for e, f, h in zip(below, factors[i - 1], found[i], strict=True)]


def moved(layer, total, rate):
    """One step down."""
    (W, b), (into_W, into_b) = layer, total
    matrix = [[w - rate * s for w, s in zip(*rows, strict=True)] for rows in zip(W, into_W, strict=True)]
    return matrix, [value - rate * s for value, s in zip(b, into_b, strict=True)]
