"""The multi-class hinge loss once more, number by number: what `reference.py` is held against."""


def forward(z, t):
    """Every wrong class is asked how far it is from being 1 behind the right one."""
    total = 0.0
    for scores, label in zip(z.tolist(), t.tolist(), strict=True):
        allowed = scores[label] - 1.0
        for position, score in enumerate(scores):
            if position != label and score > allowed:
                total += score - allowed
    return total / len(z)
