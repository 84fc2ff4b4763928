"""Many submissions at once, over the cores of this machine. The door of the package.

    job      a submission on its way: its key, and all that judging it needs, as plain data
    worker   one process pinned to a core, with a grader of its own
    process  one of them, from here
    crew     who judges: feeds workers, tries once more what failed, says what came of each submission
    pool     the crew of this machine; replaces workers that die
    cluster  the crew of a Dask cluster; the only module that imports Dask
    remote   what a cluster's task carries, and what is done with it there
    plan     what of it is to be judged now
    record   what is known already, on disk, so that a run can be killed anywhere and goes on
    told     a report back from its JSON

The process that a run is started in imports no NumPy and judges nothing; workers do, one submission at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercises.catalog import Catalog
from exercises.content import Text
from grader.batch.crew import Crew, NoCluster
from grader.batch.job import RunOptions, jobs_of, key_of, new_salt
from grader.batch.pool import Pool
from grader.batch.told import report_of
from grader.handed import Row, Submission

__all__ = [
    "Crew",
    "NoCluster",
    "Pool",
    "RunOptions",
    "crew_of",
    "grade_all",
    "jobs_of",
    "key_of",
    "new_salt",
    "report_of",
]

NO_DASK = Text(
    "a cluster needs Dask here and on its workers: pip install 'gradlings[dask]'",
    "使用集群需要在本机和各 worker 上安装 Dask：pip install 'gradlings[dask]'",
)


def grade_all(
    submissions: Iterable[Submission], exercises: Catalog, options: RunOptions, dask: str = ""
) -> Iterator[Row]:  # fmt: skip
    """A row for each, as they are done. Raises SandboxError where no process can be started, or none strong enough.

    Submissions are taken as workers need them: ten thousand are never in memory at once. `dask` is the address of a
    cluster's scheduler.
    """
    with crew_of(options, dask) as crew:
        yield from crew.rows(jobs_of(submissions, exercises, options))


def crew_of(options: RunOptions, dask: str = "") -> Crew:
    """Who judges: this machine, or the cluster at this address. Raises SandboxError."""
    if not dask:
        return Pool(options)
    try:
        from grader.batch.cluster import Cluster  # noqa: PLC0415 (Dask, which takes a second and may not be there)
    except ModuleNotFoundError as missing:
        raise NoCluster(NO_DASK) from missing
    return Cluster(options, dask)
