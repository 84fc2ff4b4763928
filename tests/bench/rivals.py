"""gradlings beside torch.autograd.gradcheck: time, resolution, false alarms, and how many of twenty slips are noticed.

Every checker gets the same NumPy functions and has its default tolerances. A part of `make bench`, or alone:
`python -m tests.bench.rivals`.
"""

from __future__ import annotations

import importlib
import importlib.util
import statistics
import time
from bisect import bisect_left
from collections.abc import Callable, Mapping

from grader.calls import Local
from grader.compare import TOLERANCE
from grader.draws import Draw
from grader.gradcheck import check_gradient
from grader.kinds import functions_of
from grader.trial import Trial
from tests.bench.measure import Action, interleaved
from tests.bench.rivals_slips import SLIPS
from tests.bench.rivals_work import EXERCISES, Work, gradients, loops, off_everywhere, off_in_one, work

Checker = Callable[[Work, int], bool]
"""Whether it is content with the gradients, given a seed; right with a note about lost digits is not content."""
ROUNDS, QUICK = 3, 20
"""Whatever takes milliseconds runs QUICK times a round."""
TRIALS, NOTICED = 10, 9
FINEST = 14
SLIP_TRIALS = 5
GATE, PUBLIC, FAST, SLOW = "gradlings, gate", "check_gradient", "torch, fast mode", "torch, default"
SIZES = {GATE: "full", PUBLIC: "small", FAST: "small", SLOW: "small"}
"""Where resolution is taken: the first sees one entry of thousands, for the others fifty take long enough."""


def gate(it: Work, seed: int) -> bool:
    """The grader's gate on one case, drawn anew."""
    return passes(it, it.drawn(str(seed)))


def passes(it: Work, draw: Draw) -> bool:
    """One forward, a backward for each upstream, and all their entries against the slopes of the reference."""
    _, cache = it.forward(*it.args.values())
    found = [gradients(it.backward(*upstreams, cache)) for upstreams in draw.upstreams]
    return draw.gate(found) <= TOLERANCE and not draw.suspicious(found[0], TOLERANCE)


def public(it: Work, seed: int) -> bool:
    """check_gradient, which has no reference and differentiates the forward it is given."""
    found = check_gradient(it.forward, it.backward, tuple(it.args.values()), seed=seed)
    return found.ok and not found.notes


def judged(it: Work) -> Callable[[], bool]:
    """One case through all stages of the grader, in this process: values, gradients, repeats, inputs left alone."""
    layer, draws, runner = functions_of(it.exercise), [it.drawn("0")], Local(it.source)
    return lambda: not Trial(layer, draws, runner, TOLERANCE).run().troubles


def rivals() -> None:
    """All tables; one line where there is no torch."""
    if importlib.util.find_spec("torch") is None:
        print("\nagainst torch.autograd.gradcheck: not measured; `.venv/bin/pip install torch` adds these tables")
        return
    torch = importlib.import_module("tests.bench.rivals_torch")
    start = time.perf_counter()
    print(f"\nagainst torch.autograd.gradcheck {torch.VERSION}: the same NumPy functions, default tolerances")
    for it in (*(work(name, "full", 0) for name in EXERCISES), loops()):
        compare_times(it, torch.slow, torch.fast)
    checkers = {GATE: gate, PUBLIC: public, FAST: torch.fast, SLOW: torch.slow}
    compare_resolutions(checkers)
    compare_slips(checkers)
    print(f"\n(took {time.perf_counter() - start:.0f} s)")


def compare_times(it: Work, slow: Checker, fast: Checker) -> None:
    """One passing check of every input and parameter, warm: milliseconds, and how many times faster than torch."""
    ready, stages = it.drawn("0"), judged(it)
    quick: dict[str, Callable[[], bool]] = {
        "forward and two backwards, unchecked": lambda: unchecked(it, ready),
        f"{GATE}, case prepared": lambda: passes(it, ready),
        f"{GATE}, case drawn anew": lambda: gate(it, 0),
        "gradlings, all stages, case prepared": stages,
        FAST: lambda: fast(it, 0),
    }
    lengthy = {PUBLIC: lambda: public(it, 0), SLOW: lambda: slow(it, 0)}
    seconds: dict[str, list[float]] = {name: [] for name in (*quick, *lengthy)}
    for _ in range(ROUNDS):
        for actions, times in ((quick, QUICK), (lengthy, 1)):
            for name, values in interleaved({n: _content(action) for n, action in actions.items()}, times).items():
                seconds[name] += values
    ms = {name: 1e3 * statistics.median(values) for name, values in seconds.items()}
    numbers = sum(value.size for value in it.args.values() if hasattr(value, "size"))
    print(f"\n{f'{it.name}, {numbers} numbers (ms; times faster)':44}{'median':>9}{'default':>9}{'fast mode':>11}")
    for name, value in ms.items():
        print(f"{name:44}{value:9.2f}{ms[SLOW] / value:9.1f}{ms[FAST] / value:11.1f}")


def unchecked(it: Work, draw: Draw) -> bool:
    """What no checker of theirs can go below: the calls that the gate makes."""
    _, cache = it.forward(*it.args.values())
    return all(it.backward(*upstreams, cache) for upstreams in draw.upstreams)


def compare_resolutions(checkers: Mapping[str, Checker]) -> None:
    """The smallest relative error noticed in 9 of 10 trials; and alarms where there is nothing wrong."""
    print(f"\nsmallest relative error noticed in {NOTICED} of {TRIALS} trials{'false alarms':>46}")
    print(f"{'':28}{'in one entry':>21}{'in the whole gradient':>27}{'on right gradients':>22}")
    print(f"{'':28}" + "".join(f"{name:>8}" for name in [*EXERCISES, *EXERCISES]))
    for name, checker in checkers.items():
        row = [resolution(checker, exercise, SIZES[name], off) for off in (_one, _all) for exercise in EXERCISES]
        trials = [work(exercise, SIZES[name], seed) for exercise in EXERCISES for seed in range(TRIALS)]
        alarms = sum(not checker(it, seed) for seed, it in enumerate(trials))
        print(f"{name:28}" + "".join(f"{text:>8}" for text in row) + f"{alarms:>14} of {len(trials)}")


def resolution(checker: Checker, exercise: str, size: str, off: Callable[[Work, float, int], Work]) -> str:
    """The last power of ten, from a doubling (1) downwards, that is noticed; by bisection."""

    def missed(power: int) -> bool:
        misses = 0
        for seed in range(TRIALS):
            misses += checker(off(work(exercise, size, seed), 10.0**-power, seed), seed)
            if misses > TRIALS - NOTICED:
                return True
        return False

    finest = bisect_left(range(FINEST + 1), x=True, key=missed) - 1
    return ("none", "1", *(f"1e-{power}" for power in range(1, FINEST + 1)))[finest + 1]


def compare_slips(checkers: Mapping[str, Checker]) -> None:
    """Which slips are noticed every time, and alarms on the right gradient beside each."""
    print(f"\n{f'slips noticed, of {SLIP_TRIALS} trials each':44}" + "".join(f"{name:>18}" for name in checkers))
    every, alarms = dict.fromkeys(checkers, 0), dict.fromkeys(checkers, 0)
    for slip in SLIPS:
        seen = dict.fromkeys(checkers, 0)
        for seed in range(SLIP_TRIALS):
            right, wrong = slip.works(seed)
            for name, checker in checkers.items():
                seen[name] += not checker(wrong, seed)
                alarms[name] += not checker(right, seed)
        for name in checkers:
            every[name] += seen[name] == SLIP_TRIALS
        print(f"{slip.name:44}" + "".join(f"{number:18}" for number in seen.values()))
    print(f"{f'noticed every time, of {len(SLIPS)}':44}" + "".join(f"{number:18}" for number in every.values()))
    clean = f"false alarms, of {SLIP_TRIALS * len(SLIPS)}"
    print(f"{clean:44}" + "".join(f"{number:18}" for number in alarms.values()))


def _content(action: Callable[[], bool]) -> Action:
    def content() -> None:
        assert action(), "a right gradient was refused"

    return content


def _one(it: Work, by: float, seed: int) -> Work:
    return off_in_one(it, by, seed)


def _all(it: Work, by: float, _seed: int) -> Work:
    return off_everywhere(it, by)


if __name__ == "__main__":
    rivals()
