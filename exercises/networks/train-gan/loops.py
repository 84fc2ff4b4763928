"""Some rounds of training a GAN once more, number by number: what `reference.py` is held against."""

import math


def forward(Dw1, Db1, Dw2, Db2, Gw1, Gb1, Gw2, Gb2, x, order, noise, steps, lr):
    """The chain rule for one sample after the other."""
    D = [Dw1.tolist(), Db1.tolist(), Dw2.tolist(), Db2.tolist()]
    G = [Gw1.tolist(), Gb1.tolist(), Gw2.tolist(), Gb2.tolist()]
    for k in range(steps):
        batch = [int(n) for n in order[k]]
        shown = [(x[n].tolist(), 1.0) for n in batch]
        shown += [(run(G, z)[1], 0.0) for z in noise[k][0].tolist()]
        sums = zeros_like(D)
        for sample, label in shown:
            h, (s,) = run(D, sample)
            add(sums, D, (sample, h), [(sigmoid(s) - label) / len(batch)])
        D = moved(D, sums, lr)
        sums = zeros_like(G)
        for z in noise[k][1].tolist():
            hidden, sample = run(G, z)
            h, (s,) = run(D, sample)
            dsample = add(zeros_like(D), D, (sample, h), [(sigmoid(s) - 1.0) / len(batch)])
            add(sums, G, (z, hidden), dsample)
        G = moved(G, sums, lr)
    return (*D, *G)


def run(params, inputs):
    """Hidden units and outputs of one network for one sample."""
    w1, b1, w2, b2 = params
    h = [math.tanh(math.fsum(v * w1[i][j] for i, v in enumerate(inputs)) + b) for j, b in enumerate(b1)]
    return h, [math.fsum(v * w2[j][o] for j, v in enumerate(h)) + b for o, b in enumerate(b2)]


def add(sums, params, seen, dy):
    """One sample's gradients, added to the sums; returned is that of its inputs."""
    (dw1, db1, dw2, db2), (w1, _, w2, _), (inputs, h) = sums, params, seen
    for o, slope in enumerate(dy):
        db2[o] += slope
        for j, value in enumerate(h):
            dw2[j][o] += value * slope
    da = [math.fsum(w2[j][o] * slope for o, slope in enumerate(dy)) * (1 - value**2) for j, value in enumerate(h)]
    for j, slope in enumerate(da):
        db1[j] += slope
        for i, value in enumerate(inputs):
            dw1[i][j] += value * slope
    return [math.fsum(w1[i][j] * slope for j, slope in enumerate(da)) for i in range(len(inputs))]


def zeros_like(nested):
    """As many zeros, in lists of the same lengths."""
    return [zeros_like(part) for part in nested] if isinstance(nested, list) else 0.0


def moved(params, sums, lr):
    """Every number minus lr times its gradient."""
    if not isinstance(params, list):
        return params - lr * sums
    return [moved(w, d, lr) for w, d in zip(params, sums, strict=True)]


def sigmoid(s):
    """1 / (1 + e^-s), written so that the exponent is never positive."""
    return 1 / (1 + math.exp(-s)) if s >= 0 else math.exp(s) / (1 + math.exp(s))
