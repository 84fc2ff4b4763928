"""Gradient descent on a logistic regression: some steps, and a goal."""

import numpy as np

from exercises.catalog import Case


def forward(w, b, x, t, steps, lr):
    """Full-batch gradient descent."""
    for _ in range(steps):
        dz = (1 / (1 + np.exp(-(x @ w + b))) - t) / len(x)
        w, b = w - lr * (x.T @ dz), b - lr * dz.sum()
    return w, np.asarray(b)


def points(rng, N):
    """Two classes on either side of a line far from the origin, with a gap between them: the bias takes a while."""
    x = rng.standard_normal((N, 2))
    t = (x @ [1.0, -2.0] > 0.5).astype(float)
    return x + np.where(t == 1, 0.3, -0.3)[:, None] * [1.0, -2.0] + 3.0, t


def case(rng, name, N, steps, hidden=False):
    """A start at zero."""
    x, t = points(rng, N)
    return Case(name, {"w": np.zeros(2), "b": np.zeros(()), "x": x, "t": t, "steps": steps, "lr": 0.5}, hidden)


def cases(rng):
    """One step, and three."""
    return [case(rng, "tiny", 5, 1), case(rng, "three steps", 8, 3), case(rng, "hidden", 6, 2, hidden=True)]


def goal(rng):
    """A training run."""
    return case(rng, "training", 200, 300)


def score(args, outputs):
    """Accuracy on points that were not trained on."""
    x, t = points(np.random.default_rng(1), 500)
    return np.mean((x @ outputs["w"] + outputs["b"] > 0) == t)
