"""The KL divergence once more, number by number: what `reference.py` is held against."""

import math


def forward(a, z):
    """The expectation under p of the log of p/q; a class without probability adds nothing."""
    total = 0.0
    for first, second in zip(a.tolist(), z.tolist(), strict=True):
        p_weights = [math.exp(value - max(first)) for value in first]
        q_weights = [math.exp(value - max(second)) for value in second]
        for position, weight in enumerate(p_weights):
            p = weight / math.fsum(p_weights)
            if p > 0:
                log_p = first[position] - max(first) - math.log(math.fsum(p_weights))
                log_q = second[position] - max(second) - math.log(math.fsum(q_weights))
                total += p * (log_p - log_q)
    return total / len(a)
