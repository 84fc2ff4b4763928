"""The two neurons once more, in plain floats: what `reference.py` is held against."""

import math


def forward(w1, b1, w2, b2, x, t):
    """The tanh form of the sigmoid, σ(z) = (1 + tanh(z / 2)) / 2, and a square."""
    hidden = (1 + math.tanh((float(w1) * x + float(b1)) / 2)) / 2
    z = float(w2) * hidden + float(b2)
    output = (1 + math.tanh(z / 2)) / 2 if z > 0 else math.exp(z) / (1 + math.exp(z))
    return abs(output - t) ** 2
