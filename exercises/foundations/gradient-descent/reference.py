"""Where gradient descent on a quadratic must lead, and the quadratics on which it is tried.

Takes no step at all: one of them is an affine map, x <- M x + lr b, and k of them are the k-th power of the matrix
[[M, lr b], [0, 1]]. That needs no minimum to exist, so it is right on a saddle and on a flat valley too.
"""

import numpy as np

from exercises.catalog import Case


def forward(A, b, x0, lr, steps):
    """The point after `steps` steps."""
    D = len(x0)
    step = np.eye(D + 1)
    step[:D, :D] -= lr * (A + A.T) / 2
    step[:D, D] = lr * b
    return (np.linalg.matrix_power(step, steps) @ np.append(x0, 1.0))[:D]


def cases(rng):
    """Sizes D, numbers of steps, curvatures; A is a symmetric part with these curvatures and a skew part beside it."""

    def quadratic(curvatures, skew):
        """A symmetric matrix with these eigenvalues, plus what xᵀAx does not see."""
        D = len(curvatures)
        turn, _ = np.linalg.qr(rng.standard_normal((D, D)))
        beside = skew * rng.standard_normal((D, D))
        return (turn * curvatures) @ turn.T + beside - beside.T

    def case(name, curvatures, lr, steps, skew=0.5, scale=1.0, hidden=False):
        D = len(curvatures)
        args = {"A": quadratic(np.array(curvatures), skew)}
        args |= {"b": scale * rng.standard_normal(D), "x0": scale * rng.standard_normal(D), "lr": lr, "steps": steps}
        return Case(name, args, hidden)

    def one_number(name):
        """Start and minimum on the same side of 0, so that the way between them does not end there."""
        side = rng.choice([-1.0, 1.0])
        b, x0 = side * rng.uniform(0.5, 1.5, (2, 1))
        return Case(name, {"A": np.array([[2.0]]), "b": b, "x0": x0, "lr": 0.15, "steps": 5})

    return [
        case("tiny", [1.0, 3.0], 0.2, 3),
        case("one step", [0.5, 1.0, 2.0], 0.3, 1),
        case("no step", [0.5, 1.0, 2.0, 4.0], 0.3, 0),
        case("symmetric", [1.0, 2.0, 5.0], 0.1, 7, skew=0.0),
        one_number("one number"),
        case("almost converged", [0.8, 1.0, 1.3, 2.0, 2.5], 0.4, 60),
        case("narrow valley", [0.01, 1.0, 10.0], 0.15, 40),
        case("rate too large", [0.3, 1.0, 4.0], 0.6, 25),
        case("flat direction", [0.0, 1.0, 2.0, 3.0], 0.25, 12),
        case("saddle", [-0.5, 0.7, 1.5], 0.3, 9),
        case("large numbers", [1.0, 1.5, 2.0, 2.5, 3.0, 3.5], 0.2, 6, scale=1e6),
        case("hidden seven numbers", [0.2, 0.4, 0.8, 1.0, 1.6, 2.0, 3.0], 0.3, 11, hidden=True),
        case("hidden two steps", [0.6, 1.2, 2.4], 0.35, 2, skew=2.0, hidden=True),
    ]
