"""Values and gradients once more, by plain calculus: what `reference.py` is held against.

Forward mode: for the derivative by one node, that node is moved and the change is followed to the end.
"""

import math


def forward(x, ops):
    """(values, grads) of all nodes: 1, x, and one a row of ops."""
    values = [1.0] + [float(number) for number in x]
    leaves = len(values)
    rows = [tuple(int(number) for number in row) for row in ops]
    for op, i, j in rows:
        values.append([values[i] + values[j], values[i] * values[j], math.tanh(values[i])][op])
    return values, [_slope(values, rows, leaves, moved) for moved in range(len(values))]


def _slope(values, rows, leaves, moved):
    """How fast the last value changes when the node `moved` does."""
    rates = [0.0] * leaves
    for op, i, j in rows:
        if len(rates) == moved:
            rates.append(0.0)  # its inputs stand still
        elif op == 0:
            rates.append(_rate(rates, moved, i) + _rate(rates, moved, j))
        elif op == 1:
            rates.append(_rate(rates, moved, i) * values[j] + values[i] * _rate(rates, moved, j))
        else:
            rates.append(_rate(rates, moved, i) * (1 - math.tanh(values[i])) * (1 + math.tanh(values[i])))
    return _rate(rates, moved, len(rates) - 1)


def _rate(rates, moved, k):
    return 1.0 if k == moved else rates[k]
