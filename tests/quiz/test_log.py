"""The log on disk: what was appended is there, in order, whatever happens to the process or the file."""

import multiprocessing
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.log import Log, LogUnusable, device_id, microseconds

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


class Ticking:
    """A clock that advances a second at every look."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "log.sqlite3"


def open_log(path: Path, device: str = "here") -> Log:
    return Log.open(path, device, Ticking())


def test_events_come_back_in_the_order_of_time_then_device_then_number(path):
    rows = [("b", 7, "mac", 2), ("a", 7, "mac", 1), ("c", 7, "linux", 9), ("d", 5, "mac", 3)]
    log = open_log(path)
    for name, at, device, seq in rows:
        log._db.execute("INSERT INTO event VALUES (?, ?, ?, ?, 'k', 1, '{}')", (name, at, device, seq))
    assert [event.id for event in log.events()] == ["d", "c", "a", "b"]
    log.close()


def test_an_appended_event_survives_reopening_with_every_field(path):
    log = open_log(path)
    body = {"card": "core:a/b#c", "typed": "损失 \ud800 \x00", "score": 0.5, "none": None}
    written = [log.append("answered", body), log.append("visited", {})]
    log.close()
    again = open_log(path)
    assert list(again.events()) == written
    assert [event.seq for event in written] == [1, 2]
    assert written[0].at == microseconds(NOON + timedelta(seconds=2))
    again.close()


def test_the_file_is_on_disk_before_append_returns(path):
    log = open_log(path)
    assert log._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert log._db.execute("PRAGMA synchronous").fetchone() == (2,)
    log.append("answered", {})
    other = sqlite3.connect(path)
    assert other.execute("SELECT count(*) FROM event").fetchone() == (1,)
    other.close()
    log.close()


@pytest.mark.parametrize("body", ["", "{", "[1]", "null", "\x00"])
def test_an_event_with_an_unreadable_body_is_skipped_and_kept(path, body):
    log = open_log(path)
    log._db.execute("INSERT INTO event VALUES ('x', 1, 'd', 1, 'k', 1, ?)", (body,))
    log.append("answered", {})
    assert [event.kind for event in log.events()] == ["answered"]
    assert log._db.execute("SELECT count(*) FROM event").fetchone() == (2,)
    log.close()


def spoil_with_text(path):
    path.write_bytes(b"this is no database, and longer than a header " * 50)


def spoil_a_page(path):
    log = open_log(path)
    for _ in range(60):
        log.append("answered", {"long": "x" * 200})
    log.close()
    whole = bytearray(path.read_bytes())
    whole[4096:12288] = b"\xff" * 8192
    path.write_bytes(bytes(whole))


def spoil_by_cutting(path):
    spoil_a_page(path)
    path.write_bytes(path.read_bytes()[:6000])


def spoil_with_another_table(path):
    db = sqlite3.connect(path)
    db.executescript("CREATE TABLE event(id TEXT, what TEXT); PRAGMA user_version = 1")
    db.close()


def spoil_with_anothers_file(path):
    db = sqlite3.connect(path)
    db.executescript("CREATE TABLE bookmarks(url TEXT)")
    db.close()


def spoil_by_a_newer_version(path):
    log = open_log(path)
    log._db.execute("PRAGMA user_version = 99")
    log.close()


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (spoil_with_text, "damaged"),
        (spoil_a_page, "damaged"),
        (spoil_by_cutting, "damaged"),
        (spoil_with_another_table, "damaged"),
        (spoil_with_anothers_file, "damaged"),
        (spoil_by_a_newer_version, "newer"),
    ],
)
def test_a_file_that_cannot_be_read_is_set_aside_with_every_byte(path, spoil, name):
    path.parent.mkdir()
    spoil(path)
    before = path.read_bytes()
    log = open_log(path)
    assert log.set_aside is not None
    assert log.set_aside.name.startswith(f"log.{name}-20260102-1200")
    assert log.set_aside.read_bytes() == before
    log.append("answered", {})
    assert len(list(log.events())) == 1
    log.close()
    again = open_log(path)
    assert again.set_aside is None
    again.close()


def test_an_empty_file_is_simply_begun(path):
    path.parent.mkdir()
    path.touch()
    log = open_log(path)
    assert log.set_aside is None
    log.append("answered", {})
    log.close()


def a_file_for_a_folder(path):
    path.parent.write_text("in the way")


def a_folder_for_the_file(path):
    path.mkdir(parents=True)


@pytest.mark.parametrize("spoil", [a_file_for_a_folder, a_folder_for_the_file])
def test_a_place_that_cannot_hold_a_log_is_an_error_that_names_it(path, spoil):
    spoil(path)
    with pytest.raises(LogUnusable) as error:
        open_log(path)
    assert str(path.parent) in str(error.value)


def test_a_full_disk_is_an_error_and_nothing_of_the_event_is_kept(path):
    log = open_log(path)
    log.append("answered", {"first": True})
    pages = log._db.execute("PRAGMA page_count").fetchone()[0]
    log._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LogUnusable, match="full"):
        log.append("answered", {"long": "x" * 100_000})
    log._db.execute(f"PRAGMA max_page_count = {pages + 100}")
    log.append("answered", {"second": True})
    assert [event.body for event in log.events()] == [{"first": True}, {"second": True}]
    assert [event.seq for event in log.events()] == [1, 2]
    log.close()


def test_a_locked_log_is_an_error_and_the_log_goes_on_afterwards(path):
    log = open_log(path)
    log._db.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LogUnusable, match="locked"):
        log.append("answered", {})
    other.execute("ROLLBACK")
    other.close()
    assert log.append("answered", {}).seq == 1
    log.close()


def test_threads_share_a_log(path):
    log = open_log(path)
    threads = [threading.Thread(target=lambda: [log.append("k", {}) for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(event.seq for event in log.events()) == list(range(1, 81))
    log.close()


def write_some(path: Path, count: int) -> None:
    log = Log.open(path, "here", lambda: NOON)
    for number in range(count):
        log.append("k", {"number": number})
    log.close()


def test_processes_that_start_at_once_share_a_log_and_number_without_gaps(path):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_some, args=(path, 10)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    log = open_log(path)
    assert [event.seq for event in log.events()] == list(range(1, 31))
    log.close()


def test_version_changes_when_somebody_else_writes_and_only_then(path):
    log, other = open_log(path), open_log(path)
    before = log.version()
    log.append("k", {})
    assert log.version() == before
    other.append("k", {})
    assert log.version() != before
    log.close()
    other.close()


def test_a_device_keeps_its_id(tmp_path):
    first = device_id(tmp_path / "data" / "device")
    assert first == device_id(tmp_path / "data" / "device")
    assert len(first) == 36
    assert first != device_id(tmp_path / "other" / "device")


def test_an_empty_device_file_gets_a_new_id(tmp_path):
    (tmp_path / "device").write_text("\n")
    assert device_id(tmp_path / "device") == device_id(tmp_path / "device") != ""
