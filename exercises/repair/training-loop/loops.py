"""The training loop once more, number by number: what `reference.py` is held against."""

import math


def forward(W1, b1, W2, b2, x, t, order, steps, lr):
    """Sample by sample each parameter's slope is summed; at the end of a batch all of them move."""
    W1, b1, W2, b2 = W1.tolist(), b1.tolist(), W2.tolist(), b2.tolist()
    for k in range(steps):
        batch = [int(n) for n in order[k % len(order)]]
        sW1, sb1 = [[0.0] * len(b1) for _ in W1], [0.0] * len(b1)
        sW2, sb2 = [0.0] * len(b1), 0.0
        for n in batch:
            h = [sigmoid(b1[j] + sum(float(x[n, d]) * W1[d][j] for d in range(len(W1)))) for j in range(len(b1))]
            y = sigmoid(b2[0] + sum(h[j] * W2[j][0] for j in range(len(b1))))
            error = 2 * (y - float(t[n])) * y * (1 - y)
            sb2 += error
            for j in range(len(b1)):
                sW2[j] += error * h[j]
                back = error * W2[j][0] * h[j] * (1 - h[j])
                sb1[j] += back
                for d in range(len(W1)):
                    sW1[d][j] += back * float(x[n, d])
        rate = lr / len(batch)
        b2[0] -= rate * sb2
        for j in range(len(b1)):
            b1[j] -= rate * sb1[j]
            W2[j][0] -= rate * sW2[j]
            for d in range(len(W1)):
                W1[d][j] -= rate * sW1[d][j]
    return W1, b1, W2, b2


def sigmoid(a):
    """1 / (1 + e^-a), the exponent never positive."""
    return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))
