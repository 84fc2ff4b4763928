"""`make bench`: cold commands, warm checks, the sandbox, the numbers, the app in a real terminal, batches, rivals.

`python -m tests.bench sandbox numerics` runs some of it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from exercises.catalog import Catalog
from grader import Grader, Options
from tests.bench.bank import bank
from tests.bench.batch import batch
from tests.bench.counterexamples import counterexamples
from tests.bench.daily import daily
from tests.bench.measure import interleaved, process, resident, table
from tests.bench.numerics import numerics
from tests.bench.pace import pace
from tests.bench.rivals import rivals
from tests.bench.sandbox import sandbox
from tests.terminal import Terminal

ROUNDS = 15


def commands(home: str) -> None:
    """Whole processes, from fork to exit."""
    env = {**os.environ, "GRADLINGS_HOME": home}
    solution = str(Path(home) / "solution.py")
    Path(solution).write_text(Catalog().get("layers/dense").solution, encoding="utf-8")
    program = str(Path(sys.executable).with_name("gradlings"))
    table(
        "whole processes (ms; ratio to `import numpy`)",
        interleaved(
            {
                "python -c pass": process([sys.executable, "-c", "pass"], env),
                "python -c 'import numpy'": process([sys.executable, "-c", "import numpy"], env),
                "gradlings --version": process([program, "--version"], env),
                "gradlings list": process([program, "list"], env),
                "gradlings check (dense, passes)": process(
                    [program, "check", solution, "--exercise", "layers/dense"], env
                ),
                "the same, GRADLINGS_ISOLATION=plain": process(
                    [program, "check", solution, "--exercise", "layers/dense"], {**env, "GRADLINGS_ISOLATION": "plain"}
                ),
            },
            ROUNDS,
        ),
        base="python -c 'import numpy'",
    )


def checks() -> None:
    """Warm checks: one process ready, as in the app; the ratio is to starting an interpreter with NumPy."""
    catalog = Catalog()
    with Grader(keep_ready=True) as grader:

        def check(exercise_id: str, mistake: int | None) -> float:
            exercise = catalog.get(exercise_id)
            source = exercise.solution if mistake is None else exercise.mistakes[mistake].apply(exercise.solution)
            time.sleep(0.3)
            start = time.perf_counter()
            grader.check(exercise, source.encode(), Options())
            return time.perf_counter() - start

        numpy = interleaved({"numpy": process([sys.executable, "-c", "import numpy"], os.environ)}, ROUNDS)["numpy"]
        rows = {"python -c 'import numpy'": numpy}
        for exercise_id in catalog.ids():
            wrong = next(i for i, m in enumerate(catalog.get(exercise_id).mistakes) if m.stage == "gradient")
            rows[f"{exercise_id}: passes"] = [check(exercise_id, None) for _ in range(ROUNDS)]
            rows[f"{exercise_id}: wrong gradient, named"] = [check(exercise_id, wrong) for _ in range(ROUNDS)]
    table("warm checks (ms; ratio to `import numpy`)", rows, base="python -c 'import numpy'")


def app(home: str) -> None:
    """The app in a pty at 80x24: home, a question, a check; and what it holds in memory."""
    program = str(Path(sys.executable).with_name("gradlings"))
    rows: dict[str, list[float]] = {}
    memory = []
    for _ in range(5):
        shutil.rmtree(home, ignore_errors=True)
        with Terminal([program], {"HOME": home, "GRADLINGS_HOME": home, "LANG": "en_US.UTF-8"}) as terminal:
            rows.setdefault("start to home screen", []).append(terminal.wait_for("Start today", "F1 Help"))
            terminal.press("enter")
            rows.setdefault("Enter to first question", []).append(terminal.wait_for("level", "Esc Back"))
            memory.append(resident(terminal.process.pid))
    numpy = interleaved({"numpy": process([sys.executable, "-c", "import numpy"], os.environ)}, 5)["numpy"]
    table(
        "the app (ms; ratio to `import numpy`)", {"python -c 'import numpy'": numpy, **rows}, "python -c 'import numpy'"
    )
    print(f"\nresident with a question open: {statistics.median(memory):.0f} MB")


PARTS: dict[str, Callable[[str], None]] = {
    "commands": commands,
    "checks": lambda _: checks(),
    "sandbox": lambda _: sandbox(),
    "numerics": lambda _: numerics(),
    "counterexamples": lambda _: counterexamples(),
    "app": lambda home: app(str(Path(home) / "app")),
    "bank": bank,
    "daily": daily,
    "pace": pace,
    "batch": batch,
    "rivals": lambda _: rivals(),
}


def main() -> None:
    """All of it, or the parts that are named."""
    for part in sys.argv[1:] or PARTS:
        with tempfile.TemporaryDirectory() as home:
            PARTS[part](home)


if __name__ == "__main__":
    main()
