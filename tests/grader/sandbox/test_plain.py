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
from tests.grader.three import THREE

ROOT = Path(__file__).parents[3]
EXERCISES = Catalog().all()[0]
FULLY = {exercise.id for exercise in THREE}

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
with Grader() as grader:
    for exercise_id, source in json.load(sys.stdin):
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


def sources(exercise):
    """The solution and a mistake; of the first three the starter too, and a mistake of every stage that has any."""
    one_a_stage = {m.stage: m.apply(exercise.solution) for m in exercise.mistakes}
    if exercise.id in FULLY:
        return [exercise.solution, exercise.starter, *one_a_stage.values()]
    return [exercise.solution, one_a_stage.popitem()[1]]


@pytest.mark.parametrize("track", sorted({exercise.track for exercise in EXERCISES}))
def test_verdicts_and_findings_are_those_of_the_lock(track):
    work = [(e, source) for e in EXERCISES if e.track == track for source in sources(e)]
    with Grader() as grader:
        locked = [grader.check(e, source.encode(), Options(salt="plain")).to_json(VERSION) for e, source in work]
    plain = judged_without_unix([(exercise.id, source) for exercise, source in work])
    assert {report["isolation"] for report in plain} == {"D: "}, plain[0]["message"]  # not even limits
    for ours, theirs in zip(locked, plain, strict=True):
        assert told(ours) == told(theirs), ours["exercise"]


def told(report):
    """Without what is measured in seconds, each check by its name."""
    checks = {
        (check["id"], check["case"]): {**check, "error": None, "tolerance": None} if check["stage"] == "cost" else check
        for check in report["checks"]
    }
    return {**report, **dict.fromkeys(ITS_OWN), "checks": checks}
