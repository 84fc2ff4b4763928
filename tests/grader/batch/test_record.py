"""The record loses nothing: not when it is killed, not when the disk is full."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
from pathlib import Path

import pytest

from grader.batch.record import Busy, Header, Record
from grader.handed import Row

HEADER = Header("salt", "0", "B", strict=False, started="2026-11-22T10:00:00+00:00")


def row(student: str, verdict: str = "pass") -> Row:
    key = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    report = {"verdict": verdict, "score": 0.5, "message": {"en": "text " * 20, "zh": "\u2028"}}
    return Row(key, student, "", "layers/dense", f"{student}.py", 1, "", report=report)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "record.jsonl"


def written(path: Path, *rows: Row) -> list[str]:
    with Record(path) as record:
        record.begin(HEADER)
        for each in rows:
            record.add(each)
    return [each.key for each in rows]


@pytest.mark.parametrize("student", ["new\nline", "\u2028", "\udcff", "张伟", "\x00"])
def test_a_row_comes_back_as_it_was(path, student) -> None:
    keys = written(path, row(student))
    with Record(path) as record:
        assert list(record.rows(keys)) == [row(student)]
        assert record.salt == "salt"


def test_rows_can_be_gone_through_again_and_the_last_of_a_key_counts(path) -> None:
    keys = written(path, row("a", "fail"), row("b"), row("a", "pass"))
    with Record(path) as record:
        rows = record.rows(set(keys) | {"00" * 32})
        assert [(each.student, each.verdict) for each in rows] == [("b", "pass"), ("a", "pass")]
        assert [each.student for each in rows] == ["b", "a"]
        assert len(rows) == 2
        assert list(record.rows([])) == []


def test_where_the_grader_failed_the_row_is_there_and_judged_again(path) -> None:
    keys = written(path, row("a", "infra"))
    with Record(path) as record:
        assert not record.knows(keys[0])
        assert len(record.rows(keys)) == 1
        record.add(row("a"))
        assert record.knows(keys[0])


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_torn_last_line_is_set_aside_and_the_record_goes_on(path, cut) -> None:
    keys = written(path, row("a"), row("b"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    with Record(path) as record:
        assert [record.knows(key) for key in keys] == [True, False]
        record.add(row("b"))
        assert record.set_aside is not None
        assert record.set_aside.read_bytes().rstrip(b"\n") in whole
    assert path.read_bytes() == whole


def test_a_torn_header_is_no_record(path) -> None:
    written(path)
    path.write_bytes(path.read_bytes()[:-5])
    with Record(path) as record:
        assert record.salt == ""


def test_lines_that_say_nothing_stay_and_are_counted(path) -> None:
    keys = written(path, row("a"), row("b"))
    header, first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + b"\x00\xff\n" + first.replace(b'"key"', b'"kee"') + second)
    before = path.read_bytes()
    with Record(path) as record:
        assert record.unreadable == 2
        assert [record.knows(key) for key in keys] == [False, True]
        assert [each.student for each in record.rows(keys)] == ["b"]
    assert path.read_bytes() == before


def test_two_runs_do_not_write_at_once(path) -> None:
    with Record(path), pytest.raises(Busy):
        Record(path)
    Record(path).close()


def test_a_full_disk_is_an_error_and_the_record_is_as_it_was(path) -> None:
    keys = written(path, row("a"))
    whole = path.read_bytes()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Record(path) as record:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 100, before[1]))
        try:
            with pytest.raises(OSError, match="too large"):
                record.add(row("b"))
            assert path.read_bytes() == whole
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        record.add(row("b"))
        assert [each.student for each in record.rows([*keys, row("b").key])] == ["a", "b"]


def test_a_writer_that_is_killed_leaves_whole_lines_behind(path) -> None:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            record = Record(path)
            record.begin(HEADER)
            for number in range(10_000_000):
                record.add(row(str(number)))
                if number == 50:
                    os.write(writing, b".")
        finally:
            os._exit(1)
    os.read(reading, 1)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(reading)
    os.close(writing)
    with Record(path) as record:
        assert all(record.knows(row(str(number)).key) for number in range(50))
    assert all(json.loads(line) for line in path.read_bytes().splitlines())


def test_nobody_else_reads_it(path) -> None:
    written(path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
