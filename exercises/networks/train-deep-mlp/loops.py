"""Training with momentum once more, number by number: what `reference.py` is held against."""

import math


def forward(W0, b0, W1, b1, W2, b2, x, t, order, steps, lr, beta):
    """Sample by sample each parameter's slope is summed; at the end of a batch velocities and parameters move."""
    weights, biases = [w.tolist() for w in (W0, W1, W2)], [b.tolist() for b in (b0, b1, b2)]
    speeds, drifts = zeros(weights), zeros([biases])[0]
    for k in range(steps):
        batch = [int(n) for n in order[k % len(order)]]
        slopes, offsets = zeros(weights), zeros([biases])[0]
        for n in batch:
            add_sample(weights, biases, [float(value) for value in x[n]], int(t[n]), slopes, offsets)
        for layer in range(3):
            for unit in range(len(biases[layer])):
                drifts[layer][unit] = beta * drifts[layer][unit] + offsets[layer][unit] / len(batch)
                biases[layer][unit] -= lr * drifts[layer][unit]
                for given in range(len(weights[layer])):
                    speed = beta * speeds[layer][given][unit] + slopes[layer][given][unit] / len(batch)
                    speeds[layer][given][unit] = speed
                    weights[layer][given][unit] -= lr * speed
    return weights[0], biases[0], weights[1], biases[1], weights[2], biases[2]


def add_sample(weights, biases, sample, label, slopes, offsets):
    """One sample's share of every slope, by the chain rule from the logits down."""
    values, totals = [sample], []
    for layer in range(3):
        totals.append([total(values[layer], weights[layer], biases[layer], u) for u in range(len(biases[layer]))])
        values.append([max(value, 0.0) for value in totals[layer]])
    largest = max(totals[2])
    spread = sum(math.exp(z - largest) for z in totals[2])
    error = [math.exp(z - largest) / spread - (c == label) for c, z in enumerate(totals[2])]
    for layer in (2, 1, 0):
        for unit in range(len(error)):
            offsets[layer][unit] += error[unit]
            for given in range(len(values[layer])):
                slopes[layer][given][unit] += values[layer][given] * error[unit]
        if layer:
            back = [sum(w * e for w, e in zip(row, error, strict=True)) for row in weights[layer]]
            error = [e if z > 0 else 0.0 for e, z in zip(back, totals[layer - 1], strict=True)]


def total(values, weights, biases, unit):
    """What reaches one unit."""
    return biases[unit] + sum(value * row[unit] for value, row in zip(values, weights, strict=True))


def zeros(arrays):
    """A 0 for every entry of some matrices."""
    return [[[0.0] * len(row) for row in array] for array in arrays]
