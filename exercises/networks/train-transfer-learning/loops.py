"""Training on a pre-trained layer once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, x, t, order, frozen, base_lr, decay, steps, lr):
    """Sample by sample each parameter's share is summed; at the end of a batch what may move does."""
    W1, b1, W2, b2 = W1.tolist(), b1.tolist(), W2.tolist(), b2.tolist()
    for k in range(steps):
        batch = [int(n) for n in order[k % len(order)]]
        sW1, sb1, sW2, sb2 = zeros(W1), [0.0] * len(b1), zeros(W2), [0.0] * len(b2)
        for n in batch:
            h = [math.tanh(total(x[n], W1, b1, j)) for j in range(len(b1))]
            z = [total(h, W2, b2, c) for c in range(len(b2))]
            spread = sum(math.exp(value - max(z)) for value in z)
            error = [(math.exp(value - max(z)) / spread - (c == t[n])) / len(batch) for c, value in enumerate(z)]
            for c in range(len(b2)):
                sb2[c] += error[c]
                for j in range(len(b1)):
                    sW2[j][c] += h[j] * error[c]
            for j in range(len(b1)):
                back = (1 - h[j] * h[j]) * sum(W2[j][c] * error[c] for c in range(len(b2)))
                sb1[j] += back
                for d in range(len(W1)):
                    sW1[d][j] += float(x[n, d]) * back
        W2, [b2] = moved(W2, sW2, lr, decay), moved([b2], [sb2], lr, 0.0)
        if not frozen:
            W1, [b1] = moved(W1, sW1, base_lr, decay), moved([b1], [sb1], base_lr, 0.0)
    return W1, b1, W2, b2


def total(values, weights, biases, unit):
    """What reaches one unit."""
    return biases[unit] + sum(float(value) * row[unit] for value, row in zip(values, weights, strict=True))


def zeros(matrix):
    """A sum for every entry."""
    return [[0.0] * len(row) for row in matrix]


def moved(matrix, slopes, rate, decay):
    """One step down, and towards 0."""
    return [
        [w - rate * (s + decay * w) for w, s in zip(*rows, strict=True)] for rows in zip(matrix, slopes, strict=True)
    ]
