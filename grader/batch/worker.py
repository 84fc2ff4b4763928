"""A process that judges, one submission at a time, pinned to a core, with a grader and so a zygote of its own.

Owns the order there, and `judged`, which a cluster's task can call as well. Lines come on standard input: first the
run's options, then jobs; lines go out on what was standard output: first the isolation level, then a report for each
job. It ends when its standard input does, whatever it is doing: then whoever started it has gone.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from exercises.catalog import Exercise, read_exercise
from grader import Grader, Options, SandboxError
from grader.batch.job import RunOptions
from grader.handed import Place
from grader.intake import check


def main() -> None:
    """Serve until nobody asks any more."""
    told = json.loads(sys.stdin.buffer.readline())
    options = RunOptions(**told["options"])
    if told["core"] is not None:
        os.sched_setaffinity(0, {told["core"]})
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what an exercise's reference prints is no answer
    jobs: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, jobs), daemon=True).start()
    with Grader(required=options.required) as grader:
        try:
            _say(answers, {"isolation": grader.prove()})
        except SandboxError as error:
            _say(answers, {"refused": str(error)})
            return
        while True:
            _say(answers, judged(json.loads(jobs.get()), options, grader))


def judged(job: Mapping[str, Any], options: RunOptions, grader: Grader) -> dict[str, Any]:
    """The report on one submission, told by `Job.told`."""
    how = Options(file=job["file"], salt=options.salt, strict=options.strict, hidden=True, points=True)
    source = base64.b64decode(job["source"])
    places = [Place(**place) for place in job["places"]]
    report = check(grader, _exercise(job["folder"], job["pack"]), source, how, places).to_json(options.version)
    return report | {"notes": [*job["notes"], *report["notes"]]}


@lru_cache(maxsize=256)
def _exercise(folder: str, pack: str) -> Exercise:
    """Read once: what was drawn for a salt is kept by exercise."""
    return read_exercise(Path(folder), pack)


def _say(answers: IO[bytes], value: Mapping[str, Any]) -> None:
    answers.write(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n")
    answers.flush()


def _read(stream: IO[bytes], jobs: SimpleQueue[bytes]) -> None:
    """Few of them wait here: whoever sends them sees to that."""
    for line in stream:
        jobs.put(line)
    os._exit(0)
