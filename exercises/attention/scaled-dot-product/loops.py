"""Scaled dot-product attention once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(q, k, v):
    """One query at a time: its scores, its weights as one over a sum of ratios, its average of the values."""
    batch, queries, features = q.shape
    keys, columns = v.shape[1:]
    y = np.zeros((batch, queries, columns))
    for n in range(batch):
        for t in range(queries):
            scores = [
                math.fsum(float(q[n, t, d]) * float(k[n, s, d]) for d in range(features)) / features**0.5
                for s in range(keys)
            ]
            weights = [1 / math.fsum(math.exp(other - mine) for other in scores) for mine in scores]
            for e in range(columns):
                y[n, t, e] = math.fsum(weights[s] * float(v[n, s, e]) for s in range(keys))
    return y
