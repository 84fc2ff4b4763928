"""GELU in its tanh form: x times a smooth gate that x itself opens."""

import numpy as np

C = np.sqrt(2 / np.pi)
A = 0.044715


def gelu_forward(x):
    """y = x g, where the gate g = (1 + tanh u) / 2 goes from 0 to 1."""
    t = np.tanh(C * (x + A * x**3))
    y = 0.5 * x * (1 + t)
    return y, (x, t)


def gelu_backward(dy, cache):
    """Product rule: the gate as it stands, plus x times the slope of the gate."""
    x, t = cache
    du = C * (1 + 3 * A * x**2)  # of what stands inside the tanh
    gate = 0.5 * (1 + t)
    dgate = 0.5 * (1 - t**2) * du
    return dy * (gate + x * dgate)
