"""`progress export`, `import` and `csv`: everything goes along, merges, and a bad file changes nothing."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from quiz.commands import answers, progress
from quiz.history import History
from quiz.log import Log
from quiz.memory import replay
from quiz.paths import find_paths

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ID = "01234567-89ab-4cde-8f01-23456789abcd"


def logged(folder, minutes, cards=("core:t/q#a", "core:t/q#b"), rating=3):
    """Answers in a log of its own, at these minutes after noon; the paths."""
    paths, now = find_paths({"GRADLINGS_HOME": str(folder)}), NOON
    history = History(paths, lambda: now)
    for count, minute in enumerate(minutes):
        now = NOON + timedelta(minutes=minute)
        body = {
            "card": cards[count % len(cards)],
            "rating": rating,
            "verdict": "right",
            "score": 1.0,
            "typed": "\ud800 损失",
        }
        history.add("answered", body)
    history.close()
    return paths


def record_of(paths):
    history = History(paths, lambda: NOON)
    record = history.record
    history.close()
    return record


def rows_of(paths):
    log = Log.open(paths.log, "reader", lambda: NOON)
    rows = [event._replace(row=0) for event in log.events()]
    log.close()
    return rows


def test_what_is_exported_and_imported_elsewhere_is_the_same_log(run, home, tmp_path, monkeypatch):
    here = logged(home, range(0, 6000, 700))
    ran = run("progress", "export", "out.jsonl")
    assert (ran.code, ran.err, ran.out) == (0, "", "9 events: out.jsonl\n")
    monkeypatch.setenv("GRADLINGS_HOME", str(tmp_path / "there"))
    assert run("progress", "import", "out.jsonl").out == "9 events are new\n"
    assert run("progress", "import", "out.jsonl").out == "0 events are new; 9 were there already\n"
    there = find_paths({"GRADLINGS_HOME": str(tmp_path / "there")})
    assert rows_of(there) == rows_of(here)
    assert record_of(there) == record_of(here)


def test_the_logs_of_two_devices_merge_to_the_same_schedule_either_way(run, home, tmp_path, monkeypatch):
    one = logged(home, range(0, 9000, 1000))
    two = logged(tmp_path / "two", range(500, 9000, 1000), rating=1)
    for own in (one, two):
        monkeypatch.setenv("GRADLINGS_HOME", str(own.work))
        run("progress", "export", f"{own.work.name}.jsonl")
    for own, other in ((one, two), (two, one)):
        monkeypatch.setenv("GRADLINGS_HOME", str(own.work))
        assert run("progress", "import", f"{other.work.name}.jsonl").out == "9 events are new\n"
    assert rows_of(one) == rows_of(two)
    memories = replay(record_of(one).reviews)
    assert memories == replay(record_of(two).reviews)
    assert sum(memory.reviews for memory in memories.values()) == 18


def test_standard_output_and_input_do_too(run, home, monkeypatch):
    logged(home, range(3))
    run_out = run("progress", "export", "-")
    lines = run_out.out.splitlines()
    assert json.loads(lines[0])["events"] == len(lines) - 1 == 3
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(run_out.out.encode())))
    assert run("progress", "import", "-").out == "0 events are new; 3 were there already\n"


HEADER = {"gradlings": "1", "schema": 1, "kind": "progress", "events": 1}
GOOD = {"id": ID, "at": 1, "device": "d", "seq": 1, "kind": "k", "v": 1, "body": {}}


def jsonl(*rows):
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1 is no header"),
        (b"no json", "line 1 is no header"),
        (b"\xff\xfe", "line 1 is no UTF-8"),
        (b"[1]", "line 1 is no header"),
        (jsonl(GOOD), "line 1 is no header"),
        (jsonl(HEADER | {"schema": 2}, GOOD), "line 1 says schema 2, which only a newer"),
        (jsonl(HEADER | {"schema": True}, GOOD), "line 1 is no header"),
        (jsonl(HEADER), "the header promises 1 events"),
        (jsonl(HEADER, GOOD, GOOD | {"id": "11234567-89ab-4cde-8f01-23456789abcd"}), "promises 1 events"),
        (jsonl(HEADER, GOOD)[:-20], "line 2 is no JSON"),
        (jsonl(HEADER, "[" * 100_000), "line 2 is no JSON"),
        (jsonl(HEADER, "7"), "line 2 is no JSON"),
        *((jsonl(HEADER, {k: v for k, v in GOOD.items() if k != key}), f"line 2 has no {key}") for key in GOOD),
        *((jsonl(HEADER, GOOD | {key: None}), f"line 2 has no {key}") for key in GOOD),
        (jsonl(HEADER, GOOD | {"seq": True}), "line 2 has no seq"),
        (jsonl(HEADER, GOOD | {"seq": -1}), "line 2 has no seq"),
        (jsonl(HEADER, GOOD | {"v": 2**70}), "line 2 has no v"),
        (jsonl(HEADER, GOOD | {"at": 10**18}), "line 2 has no at"),
        (jsonl(HEADER, GOOD | {"more": 1}), "line 2 has no more"),
        (jsonl(HEADER, GOOD | {"id": "7"}), "line 2 has another id than a UUID"),
        (jsonl(HEADER, GOOD | {"id": ID.upper()}), "line 2 has another id than a UUID"),
        (jsonl(HEADER | {"events": 2}, GOOD, GOOD | {"seq": 2}), f"has the id of another that differs, {ID}"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_line_and_changes_nothing(run, home, tmp_path, content, said):
    paths = logged(home, range(2))
    before = rows_of(paths)
    (tmp_path / "bad.jsonl").write_bytes(content)
    ran = run("progress", "import", "bad.jsonl")
    assert ran.code == 2
    assert said in ran.complaint
    assert "nothing was changed" in ran.complaint
    assert rows_of(paths) == before


def test_an_event_that_differs_from_ours_with_the_same_id_is_refused(run, home):
    paths = logged(home, range(2))
    run("progress", "export", "out.jsonl")
    log = Log.open(paths.log, "x", lambda: NOON)
    log._db.execute("UPDATE event SET body = '{}' WHERE rowid = 1")
    log.close()
    assert "has the id of another" in run("progress", "import", "out.jsonl").complaint


def test_a_file_that_exists_is_not_written_over_and_one_that_is_missing_is_said(run, home, tmp_path):
    logged(home, range(2))
    (tmp_path / "mine").write_text("precious")
    for part in ("export", "csv"):
        assert "mine exists" in run("progress", part, "mine").complaint
        assert "missing/file" in run("progress", part, "missing/file").complaint
    assert (tmp_path / "mine").read_text() == "precious"
    assert "No such file" in run("progress", "import", "nowhere").complaint
    assert "directory" in run("progress", "import", ".").complaint


def test_what_cannot_be_written_to_its_end_is_not_left_behind(run, home, tmp_path, monkeypatch):
    logged(home, range(2))

    def full(_rows, file):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress, "_copy", full)
    assert "No space left" in run("progress", "export", "out").complaint
    assert not list(tmp_path.glob("out*"))


def test_the_table_has_a_row_for_every_answer_that_counts(run, home, monkeypatch, tmp_path):
    monkeypatch.setenv("TZ", "UTC")
    paths = logged(home, [0])
    history = History(paths, lambda: NOON + timedelta(hours=1))
    history.add("undone", {"event": history.add("answered", {"card": "core:t/q#c", "rating": 1}).id})
    body = {
        "card": "core:t/q#open",
        "rating": 3,
        "verdict": "self",
        "score": 0.25,
        "elapsed_ms": 1500,
        "language": "zh",
    }
    history.add("answered", body)
    history.add(
        "answered", {"card": "=cmd()|'/c calc'!A1", "rating": 3, "verdict": "@x", "score": "+1", "language": "-2"}
    )
    history.close()
    ran = run("progress", "csv", "table.csv")
    assert (ran.out, ran.err) == ("3 answers: table.csv\n", "")
    rows = list(csv.reader(io.StringIO((tmp_path / "table.csv").read_text(encoding="utf-8"))))
    assert rows[0] == list(answers.COLUMNS)
    assert rows[1][1:] == ["core:t/q#a", "t", "", "right", "1", "machine", "", ""]
    assert datetime.fromisoformat(rows[1][0]) == NOON
    assert rows[2][1:] == ["core:t/q#open", "t", "open", "self", "0.25", "self", "1.5", "zh"]
    assert [value[:2] for value in (rows[3][1], rows[3][4], rows[3][8])] == ["'=", "'@", "'-"]


def test_the_table_survives_what_was_imported(run, home, tmp_path):
    history = History(find_paths({"GRADLINGS_HOME": str(home)}), lambda: NOON)
    history.add("answered", {"card": "core:\ud800/q#a", "rating": 3, "score": 10**400, "elapsed_ms": float("nan")})
    history.close()
    assert run("progress", "csv", "table.csv").err == ""
    rows = list(csv.reader(io.StringIO((tmp_path / "table.csv").read_text(encoding="utf-8"))))
    assert (rows[1][1], rows[1][5], rows[1][7]) == ("core:\ufffd/q#a", str(10**400), "nan")


def test_an_import_of_older_events_is_seen_by_an_app_that_is_open(run, home, tmp_path, monkeypatch):
    other = logged(tmp_path / "two", range(5))
    monkeypatch.setenv("GRADLINGS_HOME", str(other.work))
    run("progress", "export", "two.jsonl")
    paths = logged(home, range(100, 105))
    history = History(paths, lambda: NOON)
    assert len(history.record.reviews) == 5
    monkeypatch.setenv("GRADLINGS_HOME", str(home))
    run("progress", "import", "two.jsonl")
    assert [review.at for review in history.record.reviews] == sorted(review.at for review in history.record.reviews)
    assert len(history.record.reviews) == 10
    history.close()
