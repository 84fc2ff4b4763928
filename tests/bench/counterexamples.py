"""What the smallest counterexample of a failing check costs, and how many known mistakes get one, how small."""

from __future__ import annotations

import time

from exercises.catalog import Catalog, Exercise
from grader import Grader, Options, Report
from tests.bench.measure import table

FEW = 4


def counterexamples() -> None:
    """Every known mistake of every exercise, checked without one and with one in turn."""
    plain, shrunk, scalars, missed = [], [], [], []
    with Grader(keep_ready=True) as grader:
        for exercise in Catalog().all()[0]:
            for mistake in exercise.mistakes:
                source = mistake.apply(exercise.solution).encode()
                plain.append(_timed(grader, exercise, source, Options(salt="bench"))[0])
                seconds, report = _timed(grader, exercise, source, Options(salt="bench", shrink=True))
                shrunk.append(seconds)
                if report.counterexample is None:
                    missed.append(f"{exercise.id} {mistake.id}")
                else:
                    scalars.append(report.counterexample.scalars)
    added = [more - less for more, less in zip(shrunk, plain, strict=True)]
    rows = {"a failing check": plain, "with its counterexample": shrunk, "the difference": added}
    table("known mistakes, warm (ms; ratio to the check alone)", rows, base="a failing check")
    few = sum(count <= FEW for count in scalars)
    print(f"longest search: {1e3 * max(added):.0f} ms")
    print(f"a counterexample for {len(scalars)} of {len(plain)}; at most {FEW} numbers in {few}; none: {missed or '-'}")


def _timed(grader: Grader, exercise: Exercise, source: bytes, options: Options) -> tuple[float, Report]:
    start = time.perf_counter()
    report = grader.check(exercise, source, options)
    return time.perf_counter() - start, report
