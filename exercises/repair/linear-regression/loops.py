"""Fitting and validating once more, number by number: what `reference.py` is held against."""


def forward(x, t, x_val, t_val, lr, steps):
    """Sample by sample, each adds its share to every slope."""
    w, b = [0.0] * len(x[0]), 0.0
    losses = []
    for _ in range(steps):
        into_w, into_b = [0.0] * len(w), 0.0
        for sample, target in zip(x, t, strict=True):
            error = predicted(sample, w, b) - float(target)
            into_b += 2 * error / len(t)
            for d in range(len(w)):
                into_w[d] += 2 * error * float(sample[d]) / len(t)
        losses.append(mean_square(x, t, w, b))
        w, b = [value - lr * slope for value, slope in zip(w, into_w, strict=True)], b - lr * into_b
    return w, b, losses, mean_square(x_val, t_val, w, b)


def predicted(sample, w, b):
    """What the line says."""
    return b + sum(float(value) * weight for value, weight in zip(sample, w, strict=True))


def mean_square(x, t, w, b):
    """How far off it is."""
    return sum((predicted(sample, w, b) - float(target)) ** 2 for sample, target in zip(x, t, strict=True)) / len(t)
