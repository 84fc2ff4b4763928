"""Reverse-mode differentiation of scalars: a class of yours, and a function that tries it out."""

import math

import numpy as np


class Value:
    """A number that remembers how it was made.

    `data` is the number, `grad` the derivative of the output by it, 0.0 at first.
    """

    def __init__(self, data):
        """A leaf of the graph. Give it whatever further arguments and attributes the others need."""
        raise NotImplementedError

    def __add__(self, other):
        """self + other, two Values; either may be used again, and both may be the same one."""
        raise NotImplementedError

    def __mul__(self, other):
        """self * other."""
        raise NotImplementedError

    def tanh(self):
        """tanh of self."""
        raise NotImplementedError

    def backward(self):
        """Put the derivative of self by every Value that it depends on into that Value's grad."""
        raise NotImplementedError


def scalar_autograd(x, ops):
    """What is judged: build a graph of Values, go backward from its last node. Leave it as it is.

    x (D,) are the leaves. Node 0 is the constant 1, nodes 1 to D are x; each row (op, i, j) of ops (K, 3) adds a
    node, made of the nodes i and j: op 0 is their sum, 1 their product, 2 tanh of node i (and j plays no part).
    Returns (values, grads), data and grad of all M = 1 + D + K nodes.
    """
    nodes = [Value(1.0), *(Value(number) for number in x.tolist())]
    for op, i, j in ops.tolist():
        if op == 0:
            nodes.append(nodes[i] + nodes[j])
        elif op == 1:
            nodes.append(nodes[i] * nodes[j])
        else:
            nodes.append(nodes[i].tanh())
    nodes[-1].backward()
    return np.array([node.data for node in nodes]), np.array([node.grad for node in nodes])
