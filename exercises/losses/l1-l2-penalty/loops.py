"""The L1 and L2 penalty once more, number by number: what `reference.py` is held against."""


def forward(w, l1, l2):
    """What each weight costs by itself."""
    total = 0.0
    for row in w.tolist():
        for weight in row:
            size = weight if weight > 0 else -weight
            total += size * (l1 + l2 * size)
    return total
