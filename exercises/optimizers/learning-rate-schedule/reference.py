"""What a schedule with warm-up and cosine must give, and the steps at which it is asked.

Half a cosine by the half angle, (1 + cos 2a) / 2 = cos² a, in which nothing cancels near the end.
"""

import math

import numpy as np

from exercises.catalog import Case


def forward(step, warmup, total, peak, floor):
    """A line up to peak, cos² from peak to floor, then the floor. Raises ValueError for a warm-up past the end."""
    if warmup > total:
        raise ValueError
    if step < warmup:
        return np.asarray((step + 1) / warmup * peak)
    if step >= total:
        return np.asarray(floor)
    share = math.cos(math.pi / 2 * (step - warmup) / (total - warmup)) ** 2
    return np.asarray(share * peak + (1 - share) * floor)


def cases(rng):
    """Each border and what is beside it, the middle of each stretch, and the schedules that leave one out."""

    def case(name, rising=1.0, falling=0.0, beside=0, hidden=False, **fixed):
        """The step after these shares of the warm-up and of the decay, and `beside` it by so many."""
        warmup = fixed.get("warmup", int(rng.integers(5, 60)))
        total = fixed.get("total", warmup + int(rng.integers(20, 300)))
        step = int(rising * warmup + falling * (total - warmup)) + beside
        peak, floor = rng.uniform(0.1, 2.0), rng.uniform(0.01, 0.09)
        return Case(
            name, {"step": step, "warmup": warmup, "total": total, "peak": peak, "floor": floor} | fixed, hidden
        )

    somewhere, elsewhere, both = *rng.uniform(0.1, 0.9, 2), int(rng.integers(6, 40))
    return [
        case("tiny", falling=1 / 3, warmup=2, total=8),
        case("first step", rising=0.0),
        case("within the warm-up", rising=0.5),
        case("last step of the warm-up", beside=-1),
        case("first step after the warm-up"),
        case("within the decay", falling=somewhere),
        case("half of the decay, to zero", falling=0.5, warmup=12, total=80, floor=0.0),
        case("last step before the end", falling=1.0, beside=-1, total=70),
        case("at the end", falling=1.0),
        case("long after the end", falling=1.7, beside=7),
        case("no warm-up, first step", warmup=0),
        case("no warm-up, later", falling=elsewhere, warmup=0),
        case("nothing but warm-up", beside=-2, warmup=both, total=both),
        case("after nothing but warm-up", warmup=both, total=both),
        case("hidden", falling=0.7, hidden=True),
        case("hidden, in the warm-up", rising=0.3, hidden=True),
    ]
