"""Reverse-mode differentiation of scalars: every number keeps its parents, and the slope by each of them."""

import math

import numpy as np


class Value:
    """A number that remembers how it was made."""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents  # pairs (parent, slope); a tuple, since x * x has x in it twice

    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, 1 - t * t),))

    def backward(self):
        """Each node once, and none before all that were made of it have added their share."""
        order, seen = [], set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)  # after all its parents

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad


def scalar_autograd(x, ops):
    """Data and grad of every node of a graph: 1, then x, then one node for each row (op, i, j) of ops."""
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
