"""A submission on its way to a worker: its key, and all that judging it needs, as plain data.

Owns what a key covers, and the line that goes to a worker. Refuses to judge (`worker`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from exercises.catalog import Catalog, Exercise
from exercises.content import BrokenContent, Text
from grader.handed import Place, Row, Submission
from grader.sandbox.strongest import Level

NO_EXERCISE = Text("there is no exercise {id}", "没有练习 {id}")
BROKEN = Text("the exercise {id} cannot be used: {why}", "练习 {id} 无法使用：{why}")
PROCESSES = 40
"""Of one submission, one after the other, each of which may take as long as the exercise allows."""
OTHERWISE = 1500.0
"""Seconds for what has limits of its own: training to a goal, and measuring how the time of slow code grows."""


def new_salt() -> str:
    """For a run that replays none."""
    return secrets.token_hex(4)


@dataclass(frozen=True)
class RunOptions:
    """How a run judges; the same for all of its submissions."""

    salt: str
    version: str
    """Of gradlings, as every report says it."""
    strict: bool = False
    """Refuse what is right but imprecise."""
    required: Level = "B"
    """The least isolation that anything is run in."""
    workers: int = 0
    """How many processes; one a core where it is 0."""


@dataclass(frozen=True)
class Job:
    """One submission, or what a row says of one that there is nothing to judge of."""

    row: Row
    """Without its report."""
    source: bytes = b""
    folder: str = ""
    """The exercise's."""
    pack: str = ""
    places: tuple[Place, ...] = ()
    notes: tuple[Mapping[str, Any], ...] = ()
    """What was done to it before, as a report has notes."""
    patience: float = 0.0
    """Seconds after which whoever judges it hangs."""
    again: bool = False
    """It was tried once and the grader failed."""

    def told(self) -> dict[str, Any]:
        """What a worker is told of it, as JSON."""
        return {
            "file": self.row.file,
            "folder": self.folder,
            "pack": self.pack,
            "source": base64.b64encode(self.source).decode("ascii"),
            "places": [asdict(place) for place in self.places],
            "notes": self.notes,
        }


def jobs_of(submissions: Iterable[Submission], exercises: Catalog, options: RunOptions) -> Iterator[Job]:
    """A job for each, made when it is asked for."""
    return (job_of(submission, exercises, options) for submission in submissions)


def job_of(submission: Submission, exercises: Catalog, options: RunOptions) -> Job:
    """What a worker has to be told of it; what names no usable exercise is a row like any other fault."""
    exercise, fault = _exercise(submission, exercises)
    row = Row(
        key=key_of(submission, exercise, options),
        student=submission.student,
        name=submission.name,
        exercise=submission.exercise,
        file=submission.file,
        attempt=submission.attempt,
        at=submission.at.isoformat() if submission.at else "",
        fault={"en": fault.en, "zh": fault.zh} if fault else {},
    )
    if exercise is None:
        return Job(row)
    notes = tuple({"id": n.id, "en": n.text.en, "zh": n.text.zh, "hidden": n.hidden} for n in submission.notes)
    where = str(exercise.folder), exercise.pack
    return Job(row, submission.source, *where, submission.places, notes, patience(exercise))


def patience(exercise: Exercise) -> float:
    """Seconds in which a submission is judged whatever is in it: everything that runs of it has a limit."""
    return OTHERWISE + PROCESSES * exercise.limits.seconds


def key_of(submission: Submission, exercise: Exercise | None, options: RunOptions) -> str:
    """Hash of all that a row depends on: what has its key in the record need not be judged again."""
    known = asdict(submission) | {"source": hashlib.sha256(submission.source).hexdigest()}
    judged_by = [options.version, options.salt, options.strict, facts_of(exercise) if exercise else None]
    return hashlib.sha256(json.dumps([known, judged_by], sort_keys=True, default=str).encode()).hexdigest()


@lru_cache(maxsize=256)
def facts_of(exercise: Exercise) -> Mapping[str, Any]:
    """Its hash, as in reports, and its limits."""
    sha = hashlib.sha256(b"".join(exercise.sha_parts)).hexdigest()
    return {"sha256": sha, "seconds": exercise.limits.seconds, "memory_mb": exercise.limits.memory_mb}


def _exercise(submission: Submission, exercises: Catalog) -> tuple[Exercise | None, Text | None]:
    """The exercise, or why there is nothing to judge."""
    if submission.fault:
        return None, submission.fault
    try:
        return exercises.get(submission.exercise), None
    except KeyError:
        return None, NO_EXERCISE.format(id=submission.exercise)
    except BrokenContent as broken:
        return None, BROKEN.format(id=submission.exercise, why=broken.errors[0])
