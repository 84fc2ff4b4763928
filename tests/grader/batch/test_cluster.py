"""A cluster judges as this machine does, whoever of its workers comes, goes or may not judge."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from exercises.catalog import OURS, Catalog
from exercises.content import Text
from grader.batch import NoCluster, RunOptions, crew_of, grade_all, jobs_of, remote
from grader.batch.job import job_of
from grader.handed import Row, Submission
from grader.sandbox import SandboxError
from tests.processes import descendants, gone

DENSE = "layers/dense"


def missing() -> str:
    """Why there can be no cluster here; empty where there can."""
    try:
        import distributed  # noqa: F401, PLC0415
    except ModuleNotFoundError:
        return "needs the extra `dask`: pip install 'gradlings[dask]'"
    return "" if sys.platform == "linux" else "needs a sandbox of level B, which only Linux has"


needs_dask = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """Its address, and the processes of its two workers, of which one that dies is replaced."""
    from distributed import LocalCluster  # noqa: PLC0415 (may not be there)

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as local:
        yield local.scheduler_address, lambda: [worker.pid for worker in local.workers.values()]
        below = {pid for worker in local.workers.values() for pid in descendants(worker.pid)}
    assert below
    assert gone(below, 5.0)


def of_all_kinds(count: int) -> Iterator[Submission]:
    dense = Catalog().get(DENSE)
    kinds = [dense.solution, dense.mistakes[0].apply(dense.solution), "", "import os; os._exit(0)", dense.solution]
    for number in range(count):
        source = f"{kinds[number % len(kinds)]}\n# {number}".encode()
        yield Submission(f"s{number}", DENSE, f"s{number}.py", source)
    yield Submission("refused", DENSE, "bomb.zip", b"", fault=Text("an archive bomb", "压缩炸弹"))


def judged(row: Row) -> tuple[object, ...]:
    """All of a row that does not depend on where and how fast it was made."""
    told = {name: value for name, value in row.report.items() if name not in ("ms", "isolation")}
    return row.key, row.fault, told


@needs_dask
def test_a_worker_that_is_killed_costs_nobody_a_row_and_changes_no_verdict(cluster) -> None:
    address, workers = cluster
    options, rows = RunOptions("tests", "0"), []
    try:
        with crew_of(options, address) as crew:
            level = crew.isolation
            for row in crew.rows(jobs_of(of_all_kinds(12), Catalog(), options)):
                rows.append(row)
                if len(rows) == 3:
                    os.kill(workers()[0], signal.SIGKILL)
    except SandboxError as error:
        complain = pytest.fail if os.environ.get("GRADLINGS_REQUIRE_ISOLATION") else pytest.skip
        complain(f"files of others need a sandbox of level B: {error}")
    here = grade_all(of_all_kinds(12), Catalog(), options)
    assert sorted(map(judged, rows), key=lambda told: told[0]) == sorted(map(judged, here), key=lambda told: told[0])
    assert all(row.report["isolation"].startswith(f"{level}: ") for row in rows if row.report)
    assert {row.verdict for row in rows} == {"pass", "fail", "error", "missing"}


@needs_dask
def test_workers_that_would_judge_with_other_code_are_refused_by_name(cluster, monkeypatch) -> None:
    monkeypatch.setattr(remote, "ours", lambda: "newer")
    with pytest.raises(NoCluster, match=r"^the worker tcp://.* other code .*; here newer\): install the same"):
        crew_of(RunOptions("tests", "0"), cluster[0])


@needs_dask
def test_workers_without_enough_isolation_are_refused(cluster, monkeypatch) -> None:
    monkeypatch.setattr(remote, "terms", lambda options: remote.json.dumps({**vars(options), "required": ""}).encode())
    with pytest.raises(NoCluster, match=r"the worker tcp://.* required"):
        crew_of(RunOptions("tests", "0"), cluster[0])


@needs_dask
@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:1"])
def test_an_address_that_nobody_answers_at_is_one_line_that_says_what_to_do(address, monkeypatch) -> None:
    from grader.batch import cluster as module  # noqa: PLC0415 (Dask may not be there)

    monkeypatch.setattr(module, "ANSWER", 0.3)
    with pytest.raises(NoCluster, match=r"nobody answers at .*: start `dask scheduler`") as refused:
        crew_of(RunOptions("tests", "0"), address)
    assert "\n" not in str(refused.value)
    assert refused.value.text.zh


def test_without_the_extra_one_line_says_what_to_install(monkeypatch) -> None:
    monkeypatch.delitem(sys.modules, "grader.batch.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"pip install 'gradlings\[dask\]'"):
        crew_of(RunOptions("tests", "0"), "tcp://127.0.0.1:1")


def test_an_exercise_of_somebody_else_travels_with_its_files(tmp_path: Path, handed) -> None:
    copytree(OURS / DENSE, tmp_path / DENSE)
    job = job_of(handed("x = 1"), Catalog((tmp_path,)), RunOptions("tests", "0"))
    packed = remote.json.loads(remote.parcel(job))["folder"]
    there = Path(remote._unpacked(packed))
    assert str(tmp_path) not in packed
    assert there.parts[-2:] == ("layers", "dense")
    assert (there / "reference.py").read_bytes() == (OURS / DENSE / "reference.py").read_bytes()


def test_one_of_ours_travels_by_its_name(handed) -> None:
    job = job_of(handed("x = 1"), Catalog((OURS,)), RunOptions("tests", "0"))
    assert remote._unpacked(remote.json.loads(remote.parcel(job))["folder"]) == str(OURS / DENSE)
