"""Some steps of training an RNN classifier once more, number by number: what `reference.py` is held against."""

import math


def forward(wx, wh, b, wo, bo, x, labels, order, steps, lr):
    """Backpropagation through time for one sequence after the other, as the chain rule has it."""
    params = [table(wx), table(wh), [table(b)], table(wo), [table(bo)]]
    for k in range(steps):
        batch = [int(n) for n in order[k % len(order)]]
        sums = [[[0.0] * len(row) for row in w] for w in params]
        for n in batch:
            add_gradients(sums, params, table(x[n]), int(labels[n]))
        params = [
            [
                [v - lr * g / len(batch) for v, g in zip(row, slopes, strict=True)]
                for row, slopes in zip(w, d, strict=True)
            ]
            for w, d in zip(params, sums, strict=True)
        ]
    return params[0], params[1], params[2][0], params[3], params[4][0]


def table(array):
    """Plain numbers in lists."""
    return array.tolist()


def add_gradients(sums, params, sequence, label):
    """The share of one sequence, added to the sums of its batch."""
    wx, wh, (b,), wo, (bo,) = params
    dwx, dwh, (db,), dwo, (dbo,) = sums
    units = range(len(b))
    states = [[0.0] * len(b)]
    for seen in sequence:
        old = states[-1]
        states.append([math.tanh(dot(seen, wx, u) + dot(old, wh, u) + b[u]) for u in units])
    exps = [math.exp(dot(states[-1], wo, c) + bo[c]) for c in range(len(bo))]
    dz = [e / sum(exps) - (c == label) for c, e in enumerate(exps)]
    for c, slope in enumerate(dz):
        dbo[c] += slope
        for u in units:
            dwo[u][c] += states[-1][u] * slope
    dh = [sum(wo[u][c] * slope for c, slope in enumerate(dz)) for u in units]
    for s in range(len(sequence), 0, -1):
        da = [dh[u] * (1 - states[s][u] ** 2) for u in units]
        for u in units:
            db[u] += da[u]
            for d, value in enumerate(sequence[s - 1]):
                dwx[d][u] += value * da[u]
            for v in units:
                dwh[v][u] += states[s - 1][v] * da[u]
        dh = [sum(wh[v][u] * da[u] for u in units) for v in units]


def dot(row, w, column):
    """A row times one column of w."""
    return math.fsum(value * w[i][column] for i, value in enumerate(row))
