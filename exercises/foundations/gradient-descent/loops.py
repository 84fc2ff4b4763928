"""Gradient descent once more, number by number: what `reference.py` is held against."""


def forward(A, b, x0, lr, steps):
    """Every partial derivative from the double sum ½ Σ A[i][j] x[i] x[j] − Σ b[i] x[i]."""
    x = [float(value) for value in x0]
    for _ in range(steps):
        slopes = []
        for k in range(len(x)):
            slope = -float(b[k])
            for i in range(len(x)):
                for j in range(len(x)):
                    # The product rule on x[i] x[j].
                    slope += 0.5 * float(A[i, j]) * ((x[j] if i == k else 0.0) + (x[i] if j == k else 0.0))
            slopes.append(slope)
        x = [value - lr * slope for value, slope in zip(x, slopes, strict=True)]
    return x
