"""On a system that has neither fork nor resource limits the verdicts and findings are the same.

Both ends of the plain sandbox run here without what only Unix has, which stands for Windows and macOS.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.catalog import Catalog
from grader import Grader, Options
from quiz.version import VERSION

ROOT = Path(__file__).parents[3]

POOR = """
import os, signal, sys
for name in ("resource", "fcntl", "termios", "pwd", "grp"):
    sys.modules[name] = None
for module, names in ((os, "fork forkpty killpg setsid wait4 getuid setuid"), (signal, "SIGALRM alarm setitimer")):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""
JUDGE = """
import json, sys
from exercises.catalog import Catalog
from grader.sandbox import interpreter
interpreter.START = POOR + interpreter.START
from grader import Grader, Options
for exercise_id, source in json.load(sys.stdin):
    with Grader() as grader:
        report = grader.check(Catalog().get(exercise_id), source.encode(), Options(salt="plain"))
    print(json.dumps(report.to_json("")))
"""
ITS_OWN = ("ms", "isolation", "gradlings")


def judged_without_unix(work):
    env = {**os.environ, "GRADLINGS_ISOLATION": "plain", "PYTHONPATH": str(ROOT)}
    env.pop("GRADLINGS_REQUIRE_ISOLATION", None)
    program = f"POOR = {POOR!r}\nexec(POOR)\n{JUDGE}"
    ran = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(work), capture_output=True, text=True, env=env, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize("exercise", Catalog().all()[0], ids=lambda exercise: exercise.id)
def test_verdicts_and_findings_are_those_of_the_lock(exercise):
    """The solution, the starter, and one mistake of every stage that has any."""
    one_a_stage = {m.stage: m for m in exercise.mistakes}.values()
    sources = [exercise.solution, exercise.starter, *(m.apply(exercise.solution) for m in one_a_stage)]
    with Grader() as grader:
        locked = [grader.check(exercise, s.encode(), Options(salt="plain")).to_json(VERSION) for s in sources]
    plain = judged_without_unix([(exercise.id, source) for source in sources])
    assert {report["isolation"] for report in plain} == {"D: "}, plain[0]["message"]  # not even limits
    for ours, theirs in zip(locked, plain, strict=True):
        apart = {key for key in ours if told(ours)[key] != told(theirs)[key]}
        assert not apart, {key: (ours[key], theirs[key]) for key in apart}


def told(report):
    """Without what is measured in seconds."""
    checks = [{**check, "error": None} if check["stage"] == "cost" else check for check in report["checks"]]
    return {**report, **dict.fromkeys(ITS_OWN), "checks": checks}
