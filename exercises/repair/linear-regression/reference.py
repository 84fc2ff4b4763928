"""Where the descent must lead, and the data on which it is tried.

The bias is one more weight, of a column of ones, and a step an affine map, taken from the sums over the data: nothing
but the losses looks at a residual.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, t, x_val, t_val, lr, steps):
    """The parameters after `steps` steps from zero, the losses before them, the loss on the other data."""
    data, other = (np.hstack([points, np.ones((len(points), 1))]) for points in (x, x_val))
    curvature, pull = data.T @ data / len(t), data.T @ t / len(t)
    path = [np.zeros(data.shape[1])]
    for _ in range(steps):
        path.append(path[-1] - 2 * lr * (curvature @ path[-1] - pull))
    losses = [np.mean((data @ theta - t) ** 2) for theta in path[:-1]]
    return path[-1][:-1], path[-1][-1], np.array(losses), np.mean((other @ path[-1] - t_val) ** 2)


def cases(rng):
    """Sizes (N, D, V) and numbers of steps; a line far from the origin, and noise so that no loss comes near 0."""

    def case(name, sizes, steps, lr=0.1, scale=1.0, hidden=False):
        N, D, V = sizes
        w, b = rng.standard_normal(D), rng.uniform(1, 2)

        def points(count):
            x = scale * rng.standard_normal((count, D))
            return x, x @ w / scale + b + rng.uniform(-1, 1, count)

        (x, t), (x_val, t_val) = points(N), points(V)
        args = {"x": x, "t": t, "x_val": x_val, "t_val": t_val, "lr": lr / scale**2, "steps": steps}
        return Case(name, args, hidden)

    return [
        case("tiny", (4, 2, 3), 3),
        case("one step", (5, 3, 2), 1),
        case("one feature", (6, 1, 4), 4),
        case("more features than samples", (3, 5, 4), 6, lr=0.05),
        case("as many samples as features", (4, 4, 6), 5, lr=0.05),
        case("one held-out sample", (7, 2, 1), 5),
        case("almost converged", (12, 3, 5), 60),
        case("rate too large", (8, 2, 3), 7, lr=1.5),
        case("large features", (9, 4, 5), 8, scale=100.0),
        case("hidden batch of ten", (10, 6, 7), 9, lr=0.05, hidden=True),
        case("hidden two steps", (5, 2, 8), 2, hidden=True),
    ]
