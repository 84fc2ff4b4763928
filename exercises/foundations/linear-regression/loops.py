"""The loss of a linear regression once more, number by number: what `reference.py` is held against."""


def forward(w, b, x, t):
    """One sample after the other: predict, subtract, square; divide by their number at the end."""
    total = 0.0
    for n in range(len(t)):
        prediction = float(b)
        for d in range(len(w)):
            prediction += float(w[d]) * float(x[n, d])
        total += (float(t[n]) - prediction) ** 2
    return total / len(t)
