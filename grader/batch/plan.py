"""What of what was handed in is to be judged now.

Owns the choice: what the record does not know, what was asked for by name or time. Goes once through everything that
was handed in, to count it, and once more to hand it out, so that it is never in memory; what was changed in between is
for the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from exercises.catalog import Catalog
from grader.batch.job import Job, RunOptions, job_of
from grader.handed import Submission

Gather = Callable[[], Iterable[Submission]]


@dataclass(frozen=True)
class Wanted:
    """What is to be judged of it."""

    students: frozenset[str] = frozenset()
    """Only theirs; everybody's where it is empty."""
    since: datetime | None = None
    """Only what was handed in then or later, with its time zone, or nobody knows when."""
    regrade: bool = False
    """Also what is known already."""

    def includes(self, submission: Submission) -> bool:
        """Whether it was asked for."""
        if self.students and self.students.isdisjoint((submission.student, submission.name)):
            return False
        return not (self.since and submission.at and submission.at < self.since)


@dataclass
class Plan:
    """One run's work."""

    gather: Gather
    exercises: Catalog
    options: RunOptions
    keys: set[str] = field(default_factory=set)
    """Of everything that was handed in."""
    todo: set[str] = field(default_factory=set)
    """Of what is to be judged and was not handed out yet."""
    met: set[str] = field(default_factory=set)
    """Those who were asked for by name, as far as they are there, whenever they handed in."""
    others: set[str] = field(default_factory=set)
    """Who else is there, where some were asked for by name."""
    handed_in: set[str] = field(default_factory=set)
    """Students of whom there is a file, whether it is judged now or not."""

    def jobs(self) -> Iterator[Job]:
        """Each once, however often it was handed in."""
        for submission in self.gather():
            job = job_of(submission, self.exercises, self.options)
            if job.row.key in self.todo:
                self.todo.remove(job.row.key)
                yield job


def plan(
    gather: Gather, exercises: Catalog, options: RunOptions, wanted: Wanted, known: Callable[[str], bool]
) -> Plan:  # fmt: skip
    """Go through everything once."""
    made = Plan(gather, exercises, options)
    for submission in gather():
        key = job_of(submission, exercises, options).row.key
        made.keys.add(key)
        if submission.file:
            made.handed_in.add(submission.student)
        if wanted.students:
            made.met |= wanted.students & {submission.student, submission.name}
            made.others |= {submission.student, submission.name} - {""}
        if wanted.includes(submission) and (wanted.regrade or not known(key)):
            made.todo.add(key)
    return made
