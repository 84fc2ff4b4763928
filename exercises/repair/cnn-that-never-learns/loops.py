"""The loss of a CNN with global average pooling once more, number by number: what `reference.py` is held against."""

import math


def forward(wc, bc, w, b, x, t):
    """One image after the other: the mean response of each filter, the scores, the label's share."""
    total = 0.0
    for image, label in zip(x.tolist(), t.tolist(), strict=True):
        features = [mean_response(image, kernel, shift) for kernel, shift in zip(wc.tolist(), bc.tolist(), strict=True)]
        scores = [float(b[k]) + sum(a * float(w[f, k]) for f, a in enumerate(features)) for k in range(len(b))]
        highest = max(scores)
        total += highest + math.log(sum(math.exp(score - highest) for score in scores)) - scores[label]
    return total / len(x)


def mean_response(image, kernel, shift):
    """Of one filter around every pixel, nothing below 0 counted; pixels outside the image are zero."""
    height, width = len(image[0]), len(image[0][0])
    total = 0.0
    for row in range(height):
        for column in range(width):
            seen = shift
            for c, plane in enumerate(image):
                for p in range(max(row - 1, 0), min(row + 2, height)):
                    for q in range(max(column - 1, 0), min(column + 2, width)):
                        seen += plane[p][q] * kernel[c][p - row + 1][q - column + 1]
            total += max(seen, 0.0)
    return total / (height * width)
