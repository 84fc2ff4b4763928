"""`make bench-long`: is a right formula ever refused, and is a small error ever let through?

Owns the right formulas that are tried, the errors that are planted, and the counting. One check is one case of one
exercise, with a salt of its own, through every stage of the `Trial` that judges submissions, in our own process.
`make test` runs 2 000 of the same checks.
"""

from __future__ import annotations

import argparse
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from exercises.catalog import Catalog, Exercise
from grader.calls import Local
from grader.drawing import draw_all
from grader.draws import Draw, stream
from grader.kinds import functions_of
from grader.outcome import Leniency
from grader.sandbox.worker import promised
from grader.trial import Trial

HONEST = Path(__file__).parents[1] / "grader" / "honest"
QUICK = {
    "layers/dense": ("einsum", "sums_backwards", "bias_as_a_column_of_ones"),
    "cnn/conv2d": ("im2col_by_copying", "full_correlation_for_dx", "everything_again_in_backward"),
    "sequence/lstm": ("all_inputs_at_once", "sigmoid_as_tanh", "sigmoid_with_where"),
}
"""Formulas beside the solution, by exercise; one that is not named here has its solution alone."""
CHECKS, SALTS = 1_000_000, 1_000
REPORT = 60.0
"""Seconds between two lines of progress."""
IN_TINY, ELSEWHERE = 1e-10, 1e-9
Look = Callable[[Exercise, str], "Tally"]
Spread = Callable[[Callable[[str], "Tally"], Sequence[str]], Iterable["Tally"]]
CATALOG = Catalog()
"""One for each process, which reads an exercise once."""


@dataclass
class Tally:
    """What was seen of one exercise."""

    checks: int = 0
    wrong: list[str] = field(default_factory=list)
    """Right formulas that were refused, or planted errors that were not; with the salt that shows it."""
    noted: Counter[str] = field(default_factory=Counter)
    worst: float = 0.0
    """The largest error, in tolerances."""

    def add(self, other: Tally) -> None:
        """What the other saw too."""
        self.checks += other.checks
        self.wrong += other.wrong
        self.noted += other.noted
        self.worst = max(self.worst, other.worst)


def right_formulas(exercise: Exercise, salt: str) -> Tally:
    """Every right formula on every case of one salt; what is refused is wrong."""
    tally = Tally()
    draws, layer = draw_all(exercise, salt, hidden=True), functions_of(exercise)
    for name, source in _formulas(exercise).items():
        outcome = Trial(layer, draws, Local(source), exercise.tolerance).run()
        tally.checks += len(draws)
        tally.wrong += [f"{name}, salt {salt}: {t.stage} {t.tensor} in {t.case}" for t in outcome.troubles]
        tally.noted.update(list(outcome.notes))
        tally.worst = max(tally.worst, *((check.error or 0.0) for check in outcome.checks.values()))
    tally.worst /= exercise.tolerance
    return tally


def planted_errors(exercise: Exercise, salt: str) -> Tally:
    """One entry of one gradient off: by 1e-10 in `tiny`, by 1e-9 and of at least rms size elsewhere.

    What is not refused is wrong.
    """
    tally, layer, rng = Tally(), functions_of(exercise), stream(salt, exercise.id, "planted")
    tiny, *others = draw_all(exercise, salt, hidden=True)
    for draw, error in ((tiny, IN_TINY), (others[rng.integers(len(others))], ELSEWHERE)):
        planted = Planted(exercise, int(rng.integers(len(layer.wrt))), error)
        planted.entry = _some_entry(draw, layer.wrt[planted.gradient], rng, small=draw is tiny)
        outcome = Trial(layer, [draw], planted, exercise.tolerance).run(Leniency(rounding=False))
        tally.checks += 1
        if outcome.stage != "gradient":
            where = f"{layer.gradients[planted.gradient]}.flat[{planted.entry}] in {draw.case.name}"
            tally.wrong.append(f"{error:.0e} in {where}, salt {salt}")
    return tally


class Planted:
    """A runner of the solution that makes one entry of one gradient wrong, by the same factor in every call."""

    distant = False

    def __init__(self, exercise: Exercise, gradient: int, error: float) -> None:
        self._local = Local(exercise.solution)
        self._backward = exercise.role("backward").name
        self.gradient, self.entry, self._factor = gradient, 0, 1.0 + error

    def perform(self, calls, arrays, max_bytes):
        """As the solution would, but for that entry."""
        results, at = list(self._local.perform(calls, arrays, max_bytes)), 0
        for call in calls:
            if call["function"] == self._backward:
                results[at + self.gradient] = results[at + self.gradient].copy()
                results[at + self.gradient].flat[self.entry] *= self._factor
            at += promised([{**call, "echo": False}])
        return tuple(results)


def run(look: Look, exercise_id: str, least: int, salt: str, spread: Spread = map) -> Tally:
    """At least so many checks of one exercise, salt after salt; `spread` maps looks over salts."""
    each, printed = partial(_looked, look, exercise_id), time.monotonic()
    tally = each(f"{salt}-0")
    for more in spread(each, [f"{salt}-{n}" for n in range(1, -(-least // tally.checks))]):
        tally.add(more)
        if time.monotonic() - printed > REPORT:
            printed = time.monotonic()
            print(f"  {exercise_id}: {tally.checks:,} of {least:,}, {len(tally.wrong)} wrong", flush=True)
    return tally


def _looked(look: Look, exercise_id: str, salt: str) -> Tally:
    return look(CATALOG.get(exercise_id), salt)


def _formulas(exercise: Exercise) -> dict[str, str]:
    files = [HONEST / exercise.slug / f"{name}.py" for name in QUICK.get(exercise.id, ())]
    return {"solution": exercise.solution} | {file.stem: file.read_text(encoding="utf-8") for file in files}


def _some_entry(draw: Draw, name: str, rng: np.random.Generator, *, small: bool) -> int:
    """Any entry that is not 0, or any that is at least as large as the rms of its gradient."""
    sizes = np.abs(draw.gradients[0].values[name]).ravel()
    least = np.nextafter(0.0, 1.0) if small else np.sqrt(np.mean(sizes**2))
    return int(rng.choice(np.flatnonzero(sizes >= least)))


def show(title: str, found: dict[str, Tally], seconds: float) -> None:
    """A line for each exercise and what was wrong."""
    checks, wrong = (sum(count) for count in zip(*((t.checks, len(t.wrong)) for t in found.values()), strict=True))
    print(f"\n{title}: {wrong} of {checks:,} ({checks / seconds:,.0f} checks a second)")
    for exercise_id, tally in found.items():
        noted = "".join(f", {times} with the note {note}" for note, times in tally.noted.items())
        print(f"  {exercise_id:20}{tally.checks:>10,} checks, {len(tally.wrong)} wrong{noted}", end="")
        print(f"; the largest error is {tally.worst:.1g} of the tolerance" if tally.worst else "")
        for line in tally.wrong[:10]:
            print(f"    {line}")


def main() -> None:
    """Both looks, with a salt that is printed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.long", description=__doc__)
    parser.add_argument("checks", nargs="?", type=int, default=CHECKS, help="right formulas judged (%(default)s)")
    parser.add_argument("salts", nargs="?", type=int, default=SALTS, help="salts with planted errors (%(default)s)")
    parser.add_argument("--salt", default=secrets.token_hex(4), help="replays a run")
    asked = parser.parse_args()
    print(f"salt {asked.salt}", flush=True)
    layers = [exercise.id for exercise in CATALOG.all()[0] if exercise.kind == "layer"]
    with get_context("fork").Pool(os.cpu_count()) as pool:
        for title, look, each in (
            ("planted errors let through", planted_errors, 2 * asked.salts),
            ("right formulas refused", right_formulas, -(-asked.checks // len(layers))),
        ):
            start = time.perf_counter()
            found = {i: run(look, i, each, asked.salt, partial(pool.imap_unordered, chunksize=4)) for i in layers}
            show(title, found, time.perf_counter() - start)


if __name__ == "__main__":
    main()
