"""Batch normalization once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """One feature after the other: its mean, its squared deviations, then every sample."""
    samples, features = x.shape
    y, new_mean, new_var = np.zeros((samples, features)), np.zeros(features), np.zeros(features)
    for d in range(features):
        column = [float(v) for v in x[:, d]]
        mean, var = float(running_mean[d]), float(running_var[d])
        new_mean[d], new_var[d] = mean, var
        if training:
            mean = math.fsum(column) / samples
            squares = math.fsum((v - mean) ** 2 for v in column)
            var = squares / samples
            new_mean[d] = (1 - momentum) * new_mean[d] + momentum * mean
            new_var[d] = (1 - momentum) * new_var[d] + momentum * squares / (samples - 1)
        for n in range(samples):
            y[n, d] = float(gamma[d]) * (column[n] - mean) / math.sqrt(var + eps) + float(beta[d])
    return y, new_mean, new_var
