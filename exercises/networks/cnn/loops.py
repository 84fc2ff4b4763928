"""The loss of a small convolutional network once more, number by number: what `reference.py` is held against."""

import math


def forward(wc, bc, w, b, x, t):
    """One image after the other: filter it, cut off below zero, take the largest of each block, score, compare."""
    total = 0.0
    for image, label in zip(x.tolist(), t.tolist(), strict=True):
        features = [
            value
            for weights, shift in zip(wc.tolist(), bc.tolist(), strict=True)
            for row in pooled(image, weights, shift)
            for value in row
        ]
        scores = [float(b[k]) + sum(a * float(w[m, k]) for m, a in enumerate(features)) for k in range(len(b))]
        highest = max(scores)
        total += highest + math.log(sum(math.exp(score - highest) for score in scores)) - scores[label]
    return total / len(x)


def pooled(image, weights, shift):
    """The largest response of one filter in each block of two rows and two columns, and nothing below 0."""
    height, width = len(image[0]), len(image[0][0])
    rows = range(0, height - 1, 2)
    return [
        [max(0.0, *(response(image, weights, shift, i + p, j + q) for p in (0, 1) for q in (0, 1))) for j in columns]
        for i in rows
        for columns in [range(0, width - 1, 2)]
    ]


def response(image, weights, shift, row, column):
    """One filter around one pixel, over all channels; pixels outside the image count as zero."""
    total = shift
    for plane, kernel in zip(image, weights, strict=True):
        for p in (-1, 0, 1):
            for q in (-1, 0, 1):
                if 0 <= row + p < len(plane) and 0 <= column + q < len(plane[0]):
                    total += plane[row + p][column + q] * kernel[p + 1][q + 1]
    return total
