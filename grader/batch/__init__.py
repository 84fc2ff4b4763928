"""Many submissions at once, over the cores of this machine. The door of the package.

    job      a submission on its way: its key, and all that judging it needs, as plain data
    worker   one process pinned to a core, with a grader of its own
    process  one of them, from here
    pool     feeds the workers, replaces those that die, says what came of each submission
    plan     what of it is to be judged now
    record   what is known already, on disk, so that a run can be killed anywhere and goes on
    told     a report back from its JSON

The process that a run is started in imports no NumPy and judges nothing; workers do, one submission at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercises.catalog import Catalog
from grader.batch.job import RunOptions, jobs_of, key_of, new_salt
from grader.batch.pool import Pool
from grader.batch.told import report_of
from grader.handed import Row, Submission

__all__ = ["Pool", "RunOptions", "grade_all", "jobs_of", "key_of", "new_salt", "report_of"]


def grade_all(submissions: Iterable[Submission], exercises: Catalog, options: RunOptions) -> Iterator[Row]:
    """A row for each, as they are done. Raises SandboxError where no process can be started, or none strong enough.

    Submissions are taken as workers need them: ten thousand are never in memory at once.
    """
    with Pool(options) as pool:
        yield from pool.rows(jobs_of(submissions, exercises, options))
