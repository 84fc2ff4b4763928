"""The mean squared error once more, number by number: what `reference.py` is held against."""


def forward(y, t):
    """One residual after the other; the sum is divided by how many there were."""
    total, count = 0.0, 0
    for predicted, wanted in zip(y.ravel().tolist(), t.ravel().tolist(), strict=True):
        total += (predicted - wanted) ** 2
        count += 1
    return total / count
