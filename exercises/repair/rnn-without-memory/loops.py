"""Gradient descent on an RNN once more, number by number: what `reference.py` is held against."""

import math


def forward(wx, wh, b, wo, bo, x, y, epochs, lr):
    """Backpropagation through time for one sequence after the other, as the chain rule has it."""
    params = [wx.tolist(), wh.tolist(), [b.tolist()], wo.tolist(), [bo.tolist()]]
    for _ in range(epochs):
        sums = [[[0.0] * len(row) for row in w] for w in params]
        for sequence, (target,) in zip(x.tolist(), y.tolist(), strict=True):
            add_gradients(sums, params, sequence, target)
        for w, slopes in zip(params, sums, strict=True):
            for row, slope in zip(w, slopes, strict=True):
                row[:] = [v - lr * g / len(x) for v, g in zip(row, slope, strict=True)]
    return params[0], params[1], params[2][0], params[3], params[4][0]


def add_gradients(sums, params, sequence, target):
    """The share of one sequence, added to the sums over all."""
    wx, wh, (b,), wo, ((bo,),) = params
    dwx, dwh, (db,), dwo, (dbo,) = sums
    units = range(len(b))
    states = [[0.0] * len(b)]
    for seen in sequence:
        old = states[-1]
        states.append([math.tanh(dot(seen, wx, u) + dot(old, wh, u) + b[u]) for u in units])
    slope = 2 * (dot(states[-1], wo, 0) + bo - target)
    dbo[0] += slope
    for u in units:
        dwo[u][0] += states[-1][u] * slope
    dh = [wo[u][0] * slope for u in units]
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
