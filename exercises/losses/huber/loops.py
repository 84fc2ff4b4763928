"""The Huber loss once more, number by number: what `reference.py` is held against."""


def forward(y, t, delta):
    """Three pieces: a line, a parabola, a line."""
    total, count = 0.0, 0
    for predicted, wanted in zip(y.ravel().tolist(), t.ravel().tolist(), strict=True):
        r = predicted - wanted
        if r > delta:
            total += delta * r - delta**2 / 2
        elif r < -delta:
            total += -delta * r - delta**2 / 2
        else:
            total += r**2 / 2
        count += 1
    return total / count
