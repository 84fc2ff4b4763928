"""How the benchmarks measure: interleaved runs, medians, and a table with a ratio in every row."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Action = Callable[[], object]


def interleaved(actions: Mapping[str, Action], rounds: int) -> dict[str, list[float]]:
    """Seconds of every action, all of them once a round, so that a busy minute strikes all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def process(command: Sequence[str], env: Mapping[str, str]) -> Action:
    """An action that runs a whole process. It may keep what it compiled, as an installed program has it."""
    kept = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, env=kept, check=False, capture_output=True)


def table(title: str, seconds: Mapping[str, Sequence[float]], base: str) -> None:
    """Median, minimum and 90th percentile in milliseconds, and the median as a multiple of that of `base`."""
    unit = statistics.median(seconds[base])
    print(f"\n{title}\n{'':44}{'median':>9}{'min':>9}{'p90':>9}{'ratio':>8}")
    for name, values in seconds.items():
        ordered = sorted(values)
        middle, low, high = statistics.median(ordered), ordered[0], ordered[int(0.9 * (len(ordered) - 1))]
        print(f"{name:44}{1e3 * middle:9.1f}{1e3 * low:9.1f}{1e3 * high:9.1f}{middle / unit:8.2f}")


def resident(pid: int) -> float:
    """Resident memory of a process in MB, as Linux tells."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
