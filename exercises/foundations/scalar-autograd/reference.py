"""What values and gradients of a graph must be, and the graphs on which engines are tried.

Knows no order of a backward: with L[k, i] the slope of node k by its input i, the gradients of the last node are the
solution of g = Lᵀ g + e, a linear system.
"""

import numpy as np

from exercises.catalog import Case

ADD, MUL, TANH = 0, 1, 2


def forward(x, ops):
    """(values, grads) of all nodes: 1, x, and one a row of ops."""
    values = [1.0, *x]
    M = len(values) + len(ops)
    slopes = np.zeros((M, M))
    for op, i, j in ops:
        k = len(values)
        values.append((values[i] + values[j], values[i] * values[j], np.tanh(values[i]))[op])
        if op == TANH:
            slopes[k, i] = 1 / np.cosh(values[i]) ** 2
        else:
            slopes[k, i] += 1.0 if op == ADD else values[j]
            slopes[k, j] += 1.0 if op == ADD else values[i]
    last = np.zeros(M)
    last[-1] = 1.0
    return np.array(values), np.linalg.solve(np.eye(M) - slopes.T, last)


def cases(rng):
    """Graphs by hand for each way to go wrong, and random ones; numbers of moderate size, of either sign."""

    def case(name, D, ops, hidden=False):
        return Case(name, {"x": numbers(rng, D), "ops": np.array(ops, dtype=np.int64).reshape(-1, 3)}, hidden)

    return [
        # tanh(x1 x2) x1 + x2: both leaves are used twice, a short and a long way apart.
        case("tiny", 2, [(MUL, 1, 2), (TANH, 3, 0), (MUL, 4, 1), (ADD, 5, 2)]),
        case("sum", 2, [(ADD, 1, 2)]),
        case("product", 2, [(MUL, 2, 1)]),
        case("tanh", 1, [(TANH, 1, 1)]),
        case("no operation", 3, []),
        case("a number times itself", 1, [(MUL, 1, 1)]),
        case("a number plus itself", 1, [(ADD, 1, 1), (MUL, 2, 2)]),
        case("the constant counts too", 1, [(ADD, 0, 1), (MUL, 2, 0), (MUL, 3, 2)]),
        # Node 3, x1 x2, is added to what a longer way makes of it, and must wait for that.
        case("short way and long way", 2, [(MUL, 1, 2), (TANH, 3, 0), (TANH, 4, 0), (MUL, 5, 1), (ADD, 3, 6)]),
        case("long way and short way", 2, [(MUL, 1, 2), (TANH, 3, 0), (TANH, 4, 0), (MUL, 5, 1), (ADD, 6, 3)]),
        case("nodes that the last does not use", 3, [(MUL, 1, 2), (TANH, 3, 0), (MUL, 4, 5), (ADD, 4, 1)]),
        case("chain of a recurrent unit", 2, chain(12)),
        case("doubled ten times", 1, doubled(10)),
        Case("random graph", random(rng, 4, 30)),
        # 2^40 paths: no way to follow each of them. Hidden, since who does and is wrong should hear why, not time out.
        case("hidden doubled forty times", 1, doubled(40), hidden=True),
        Case("hidden random graph", random(rng, 3, 45), hidden=True),
        Case("hidden many leaves", random(rng, 9, 25), hidden=True),
    ]


def numbers(rng, D):
    """Of either sign, and neither small nor large."""
    return rng.uniform(0.4, 1.4, D) * rng.choice([-1.0, 1.0], D)


def random(rng, D, K):
    """Each node of two of the last eight before it, none beyond 3: further out the slope of a tanh loses digits."""
    x = numbers(rng, D)
    values, ops = [1.0, *x], []
    for k in range(1 + D, 1 + D + K):
        i, j = rng.integers(max(0, k - 8), k, 2)
        made = values[i] + values[j], values[i] * values[j], np.tanh(values[i])
        op = int(rng.integers(3))
        op = op if abs(made[op]) <= 3 else TANH
        values.append(made[op])
        ops.append((op, i, j))
    return {"x": x, "ops": np.array(ops, dtype=np.int64)}


def chain(steps):
    """y = tanh(y x1 + x2), again and again: both leaves are used in every step."""
    ops, y = [], 1
    for _ in range(steps):
        k = len(ops) + 3
        ops += [(MUL, y, 1), (ADD, k, 2), (TANH, k + 1, 0)]
        y = k + 2
    return ops


def doubled(times):
    """A number plus itself, again and again."""
    return [(ADD, k, k) for k in range(1, 1 + times)]
