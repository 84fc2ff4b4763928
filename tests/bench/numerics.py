"""What a verdict on the numbers of one case costs, warm and in process. A part of `make bench`."""

from __future__ import annotations

import statistics
from dataclasses import replace

from tests.bench.measure import interleaved
from tests.bench.rivals import passes
from tests.bench.rivals_work import EXERCISES, Work, gradients, work

ROUNDS = 200
GOALS = {"dense": 0.18, "conv2d": 0.32, "lstm": 0.63}
"""Milliseconds of the prototype's gate, on a quiet machine."""


def learners(it: Work, ups: tuple[tuple[object, ...], ...]) -> list[list[object]]:
    """The part that is not ours: one forward and a backward for each upstream."""
    _, cache = it.forward(*it.args.values())
    return [gradients(it.backward(*each, cache)) for each in ups]


def numerics() -> None:
    """One line a workload: the learner's part, the plain gate, and all that a case's gradients go through."""
    print(f"\nverdict on one case (ms, median and least of {ROUNDS}){'':8}{'median':>9}{'least':>9}{'prototype':>11}")
    for name in EXERCISES:
        it = work(name, "full", 0)
        ready = it.drawn("0")
        seconds = interleaved(
            {
                "the learner's forward and two backwards": lambda it=it, d=ready: learners(it, d.upstreams),
                "with the gate": lambda it=it, d=ready: replace(d).gate(learners(it, d.upstreams)),
                "with the gate and its closer look": lambda it=it, d=ready: passes(it, replace(d)),
                "with drawing the case": lambda it=it: passes(it, it.drawn("0")),
            },
            ROUNDS,
        )
        for row, found in seconds.items():
            goal = f"{GOALS[name]:11.2f}" if row == "with the gate" else ""
            print(f"{name + ': ' + row:52}{1e3 * statistics.median(found):9.3f}{1e3 * min(found):9.3f}{goal}")


if __name__ == "__main__":
    numerics()
