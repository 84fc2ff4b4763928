"""However a log came about and whatever was kept of it, the record is the one that reading everything gives."""

import json
import random
import uuid
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from exercises.content import Text
from quiz import fold, recollection, snapshot
from quiz.answers import Answers, Review
from quiz.errata import Errata, Erratum
from quiz.history import History
from quiz.log import Log, device_id, microseconds
from quiz.memory import replay
from quiz.paths import Paths, find_paths
from quiz.recollection import Recollection
from quiz.record import Record

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
NOTHING = Errata(())


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def paths(tmp_path, monkeypatch) -> Paths:
    monkeypatch.setattr(fold, "WORTH", 5)
    monkeypatch.setattr(recollection, "WORTH", 5)
    return find_paths({"GRADLINGS_HOME": str(tmp_path)})


def answer(rng: random.Random) -> tuple[str, dict]:
    card = f"core:t/q{rng.randrange(4)}#d{rng.randrange(3)}"
    body = {"card": card, "rating": rng.choice([1, 2, 3]), "fingerprint": "old", "verdict": "right"}
    if rng.random() < 0.2:  # in an interview that was a while ago
        body |= {"mock": "m", "given_at": microseconds(NOON + timedelta(minutes=rng.randrange(600)))}
    return "answered", body


def something(rng: random.Random, ids: list[str]) -> tuple[str, dict]:
    card = f"core:t/q{rng.randrange(4)}#d0"
    choices = [
        answer(rng),
        answer(rng),
        ("visited", {"screen": "quiz", "card": card, "seed": 3}),
        ("visited", {"screen": "exercise", "exercise": f"layers/l{rng.randrange(3)}"}),
        ("drafted", {"card": card, "text": str(rng.random())}),
        ("settings", {"minutes": rng.randrange(5, 60)}),
        ("checked", {"exercise": f"layers/l{rng.randrange(3)}", "verdict": rng.choice(["pass", "fail"])}),
        ("checked", {"exercise": "layers/l0", "verdict": "pass", "mock": "m", "given_at": microseconds(NOON)}),
        ("redo", {"exercise": "layers/l0"}),
        ("undone", {"event": rng.choice(ids[-4:] or ["none"])}),
        ("undone", {"event": rng.choice(ids or ["none"])}),
        ("unheard-of", {}),
    ]
    return rng.choice(choices)


def whole(paths: Paths) -> Record:
    log = Log.open(paths.log, "reader", lambda: NOON)
    record = Record.of(log.events())
    log.close()
    return record


def merged(log: Log, event_id: str, at: datetime, kind: str, body: dict) -> None:
    """An event of another device, as an import leaves it."""
    row = (event_id, microseconds(at), "other", 1, kind, 1, json.dumps(body))
    log._db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)


@pytest.mark.parametrize("seed", range(8))
def test_at_every_moment_the_record_is_that_of_the_whole_log(paths, clock, seed):
    rng, ids = random.Random(seed), []
    reader = Log.open(paths.log, "reader", clock)
    one, two = History(paths, clock), History(paths, clock)
    for _ in range(40):
        clock.now += timedelta(minutes=rng.choice([1, 10, 40, -30]))
        kind, body = something(rng, ids)
        if rng.random() < 0.15:
            event_id = str(uuid.UUID(int=rng.getrandbits(128)))
            with one.changing() as log:
                merged(log, event_id, clock.now - timedelta(minutes=rng.randrange(-100, 5000)), kind, body)
            ids.append(event_id)
        else:
            ids.append(rng.choice([one, two]).add(kind, body).id)
        if rng.random() < 0.3:
            clock.now += timedelta(hours=rng.randrange(3))
            two.close()
            two = History(paths, clock)
        expected = Record.of(reader.events())
        assert one.record == expected
        assert two.record == expected
        assert Recollection(paths.memories).follow(two.record, NOTHING, clock.now) == replay(expected.reviews)
    assert paths.snapshot.exists()
    reader.close()
    one.close()
    two.close()


def practised(paths: Paths, clock: Clock, count: int = 20) -> None:
    """Answers, and a snapshot of all but those of the last hour."""
    rng, history = random.Random(1), History(paths, clock)
    for _ in range(count):
        clock.now += timedelta(minutes=15)
        history.add(*answer(rng))
    history.close()
    history = History(paths, clock)
    Recollection(paths.memories).follow(history.record, NOTHING, clock.now)
    history.close()


def read_rows(monkeypatch) -> list[int]:
    """How many events every later reading yields, in the list that comes back."""
    counts: list[int] = []
    events = Log.events

    def counted(self, *args):
        found = list(events(self, *args))
        counts.append(len(found))
        return iter(found)

    monkeypatch.setattr(Log, "events", counted)
    return counts


def test_a_start_with_a_snapshot_reads_only_the_last_hour(paths, clock, monkeypatch):
    practised(paths, clock)
    counts = read_rows(monkeypatch)
    history = History(paths, clock)
    assert len(history.record.reviews) == 20
    assert max(counts) == 4
    history.close()


def test_taking_back_the_last_answer_reads_only_the_last_hour(paths, clock, monkeypatch):
    practised(paths, clock)
    history = History(paths, clock)
    last = history.record.reviews[-1]
    counts = read_rows(monkeypatch)
    history.add("undone", {"event": last.event})
    assert len(history.record.reviews) == 19
    assert max(counts) == 5
    history.close()


def test_an_own_event_and_one_of_another_process_are_read_on_not_again(paths, clock, monkeypatch):
    practised(paths, clock)
    one, two = History(paths, clock), History(paths, clock)
    before = one.record
    two.add("answered", {"card": "core:t/q#two", "rating": 3})
    counts = read_rows(monkeypatch)
    clock.now += timedelta(seconds=1)
    one.add("answered", {"card": "core:t/q#one", "rating": 3})
    assert [review.card for review in one.record.reviews[-2:]] == ["core:t/q#two", "core:t/q#one"]
    assert one.record is before
    assert max(counts) <= 1
    one.close()
    two.close()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b'{"form": 1}\n\xff')


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [cut, flip, empty, garbage, a_folder, Path.unlink])
def test_a_damaged_snapshot_is_as_good_as_none(paths, clock, spoil):
    practised(paths, clock)
    spoil(paths.snapshot)
    spoil(paths.memories)
    history = History(paths, clock)
    assert history.record == whole(paths)
    assert Recollection(paths.memories).follow(history.record, NOTHING, clock.now) == replay(history.record.reviews)
    history.close()


def test_a_snapshot_of_another_log_or_of_other_code_is_not_taken(paths, clock, monkeypatch, tmp_path):
    practised(paths, clock)
    other = find_paths({"GRADLINGS_HOME": str(tmp_path / "other")})
    practised(other, Clock(), count=23)
    other.snapshot.replace(paths.snapshot)
    history = History(paths, clock)
    assert len(history.record.reviews) == 20
    history.close()
    monkeypatch.setattr(snapshot, "form", lambda: "later")
    assert snapshot.load(paths.snapshot) is None


def test_a_row_that_somebody_deleted_is_noticed(paths, clock):
    practised(paths, clock)
    log = Log.open(paths.log, "x", clock)
    log._db.execute("DELETE FROM event WHERE rowid = 3")
    log.close()
    history = History(paths, clock)
    assert len(history.record.reviews) == 19
    history.close()


def test_a_corrected_key_makes_the_memories_anew(paths, clock):
    practised(paths, clock)
    history = History(paths, clock)
    card = history.record.reviews[0].card
    errata = Errata([Erratum(card, date(2026, 1, 1), "old", "new", Text("was wrong", "错了"))])
    memories = Recollection(paths.memories).follow(history.record, errata, clock.now)
    assert memories == replay(review for review in history.record.reviews if review.card != card)
    history.close()


def damage(path: Path, first: int, last: int) -> None:
    """Overwrite these pages."""
    content = bytearray(path.read_bytes())
    content[4096 * first : 4096 * last] = b"\xff" * (4096 * (last - first))
    path.write_bytes(bytes(content))


def test_damage_in_what_a_snapshot_saves_reading_is_found_within_a_day(paths, clock):
    practised(paths, clock, count=200)
    page = paths.log.read_bytes().index(b'"fingerprint"') // 4096
    damage(paths.log, page, page + 1)
    history = History(paths, clock)
    assert len(history.record.reviews) == 200
    assert history.set_aside is None
    history.close()
    clock.now += timedelta(hours=25)
    history = History(paths, clock)
    assert not history.record.reviews
    assert history.set_aside is not None
    history.close()


def test_damage_that_is_met_is_set_aside_at_once(paths, clock):
    practised(paths, clock, count=200)
    damage(paths.log, 1, paths.log.stat().st_size // 4096)
    history = History(paths, clock)
    assert not history.record.reviews
    assert history.set_aside is not None
    assert history.trouble is None
    history.add("answered", {"card": "core:t/q#d", "rating": 3})
    assert len(history.record.reviews) == 1
    history.close()


def test_every_field_of_a_record_survives_a_snapshot(paths, clock):
    practised(paths, clock)
    history = History(paths, clock)
    body = {"language": "zh", "date": "2026-03-04", "topics": ["cnn"], "packs": ["/a"], "watch": True, "editor": "vi"}
    history.add("settings", body)
    for kind in ("started", "redo", "hinted", "reset", "revealed", "checked"):
        history.add(kind, {"exercise": "layers/dense", "number": 2, "verdict": "fail"})
    history.add("redo", {"exercise": "layers/dense"})
    history.add("hinted", {"exercise": "layers/dense", "number": 1})
    history.add("corrected", {"card": "core:a/b#c", "fingerprint": "1"})
    history.add("drafted", {"card": "core:a/b#c", "text": "损失 \ud800"})
    history.add("trained", {"milestone": "digits", "score": 0.5})
    history.add("visited", {"screen": "quiz", "card": "core:a/b#c", "seed": 7})
    history.add("mock_paused", {"mock": "id", "ms": 1500})
    history.add("mock_ended", {"mock": "another"})
    history.add("checked", {"exercise": "layers/l0", "verdict": "pass", "mock": "another", "seconds": 61.5})
    history.add("answered", {"card": "core:a/b#d", "rating": 3, "mock": "id"})
    history.add("undone", {"event": history.add("started", {"exercise": "x/y"}).id})
    empty_fields = [entry.name for entry in fields(Record) if not getattr(history.record, entry.name)]
    assert empty_fields == []
    history.close()
    clock.now += timedelta(hours=2)
    assert History(paths, clock).record == whole(paths)
    log = Log.open(paths.log, device_id(paths.device), clock)
    kept = fold._load(paths.snapshot, log)
    assert kept.left == ()
    assert kept.record == whole(paths)
    log.close()


def test_a_cache_that_cannot_be_written_is_done_without(paths, clock):
    paths.cache.parent.mkdir(parents=True, exist_ok=True)
    paths.cache.write_text("in the way")
    practised(paths, clock)
    history = History(paths, clock)
    assert history.record == whole(paths)
    history.close()


def test_what_is_too_deep_for_a_snapshot_is_read_again(paths, clock):
    history = History(paths, clock)
    deep = json.loads("[" * 600 + "]" * 600)
    history.add("visited", {"screen": "quiz", "card": deep})
    history.close()
    practised(paths, clock)
    assert len(History(paths, clock).record.reviews) == 20


def test_nothing_is_left_beside_a_snapshot(paths, clock):
    practised(paths, clock)
    assert sorted(path.name for path in paths.cache.iterdir()) == ["memories.snapshot", "record.snapshot"]


def test_answers_in_columns_are_a_sequence_like_any_other():
    reviews = [
        Review(f"core:t/q{n}#d", NOON + timedelta(hours=n), n % 4, "key", event, "right", 0.5, 100 * n)
        for n, event in enumerate([str(uuid.UUID(int=7)), "", "odd", "x" * 36, "号" * 36])
    ]
    answers = Answers(reviews)
    assert list(answers) == reviews
    assert answers == reviews
    assert (len(answers), answers[0], answers[-1]) == (5, reviews[0], reviews[-1])
    assert (answers[1:3], answers[-2:], answers[::-1]) == (reviews[1:3], reviews[-2:], reviews[::-1])
    assert reviews[2] in answers
    assert [answers.since(NOON + timedelta(hours=hour)) for hour in (0, 3, 9)] == [5, 2, 0]
    assert Answers.unpacked(*answers.packed()) == reviews
    with pytest.raises(IndexError):
        answers[5]


@pytest.mark.parametrize("place", range(5))
def test_an_answer_that_becomes_known_late_is_put_where_it_belongs(place):
    ids = ["", str(uuid.UUID(int=7)), "odd", "号" * 36, "x" * 36]
    reviews = [Review(f"core:t/q{n}#d", NOON + timedelta(hours=n), n % 4, event=key) for n, key in enumerate(ids)]
    late = reviews[place]
    answers = Answers([*(review for review in reviews if review is not late), late])
    assert answers == reviews
    assert answers.moved == (place < 4)
    assert Answers.unpacked(*answers.packed()) == reviews
    assert [answers.since(NOON + timedelta(hours=hour)) for hour in range(5)] == [5, 4, 3, 2, 1]


def test_of_answers_of_one_moment_the_one_that_became_known_first_stays_first():
    reviews = [Review(f"core:t/q{n}#d", NOON + timedelta(hours=n // 2), 3) for n in range(4)]
    assert Answers([reviews[0], reviews[2], reviews[1], reviews[3]]) == reviews


@pytest.mark.parametrize(
    ("given", "hour"),
    [(2, 2), (5, 5), (6, 5), (-(10**6), 5), (10**7, 5), ("2", 5), (True, 5), (2.5, 5), (None, 5)],
)
def test_an_answer_is_of_when_it_was_given_and_never_later_than_it_was_told(paths, clock, given, hour):
    history = History(paths, clock)
    clock.now += timedelta(hours=5)
    if type(given) is int:
        given = microseconds(NOON + timedelta(hours=given))
    history.add("answered", {"card": "core:t/q#d", "rating": 3, "given_at": given})
    history.add("checked", {"exercise": "layers/dense", "verdict": "pass", "mock": "m", "given_at": given})
    assert history.record.reviews[0].at == NOON + timedelta(hours=hour)
    assert history.record.checks[0].at == history.record.touches[0].at == NOON + timedelta(hours=hour)
    history.close()


def test_a_late_answer_comes_before_those_that_were_given_after_it(paths, clock):
    history, recollection = History(paths, clock), Recollection(paths.memories)
    clock.now += timedelta(days=5)
    history.add("answered", {"card": "core:t/q#d", "rating": 3})
    before = recollection.follow(history.record, NOTHING, clock.now)
    history.add("answered", {"card": "core:t/q#d", "rating": 1, "given_at": microseconds(NOON)})
    after = recollection.follow(history.record, NOTHING, clock.now)
    assert after == replay(Review("core:t/q#d", at, rating) for at, rating in ((NOON, 1), (clock.now, 3)))
    assert after["core:t/q#d"].last == before["core:t/q#d"].last
    history.close()


def test_a_redo_that_was_begun_after_an_interview_goes_on_when_its_pass_becomes_known(paths, clock):
    history = History(paths, clock)
    clock.now += timedelta(days=5)
    history.add("redo", {"exercise": "layers/dense"})
    passed = {"exercise": "layers/dense", "verdict": "pass", "mock": "m", "given_at": microseconds(NOON)}
    history.add("checked", passed)
    assert history.record.redos.keys() == {"layers/dense"}
    assert [touch.kind for touch in history.record.touches] == ["passed", "redo"]
    history.add("checked", {**passed, "given_at": microseconds(clock.now)})
    assert not history.record.redos
    history.close()


def test_after_its_end_an_interview_takes_no_time(paths, clock):
    history = History(paths, clock)
    for kind in ("ticked", "ended", "ticked", "paused", "resumed", "ticked"):
        history.add(f"mock_{kind}", {"mock": "m", "ms": 2000})
    assert sum(history.record.mocked.values()) == 4
    history.close()


def test_an_answer_out_of_bounds_is_refused_or_bounded():
    answers = Answers([Review("core:t/q#d", NOON, 10**9, elapsed_ms=10**15)])
    assert answers[0].rating == 5
    assert answers[0].elapsed_ms == 2**32 - 1


@pytest.mark.parametrize("year", [1, 1969, 2201, 9999])
@pytest.mark.parametrize("kind", ["answered", "checked", "redo"])
def test_an_event_of_an_impossible_time_is_skipped(paths, clock, year, kind):
    history = History(paths, clock)
    body = {"card": "core:t/q#d", "rating": 4, "exercise": "layers/dense", "verdict": "pass"}
    with history.changing() as log:
        merged(log, str(uuid.UUID(int=1)), datetime(year, 12, 31, tzinfo=UTC), kind, body)
    assert history.record == Record()
    history.close()


def test_what_an_imported_log_says_of_commands_and_folders_is_of_another_machine(paths, clock):
    history = History(paths, clock)
    history.add("settings", {"editor": "vi", "packs": ["/mine"]})
    theirs = {"editor": "sh -c evil", "packs": ["/theirs"], "exercises": ["/theirs"], "minutes": 15}
    with history.changing() as log:
        merged(log, str(uuid.UUID(int=1)), clock.now + timedelta(days=9), "settings", theirs)
    for opened in (history, History(paths, clock)):
        settings = opened.record.settings
        assert (settings.editor, settings.packs, settings.exercises) == ("vi", ("/mine",), ())
        assert settings.minutes == 15
        opened.close()


def test_a_snapshot_of_another_machine_is_not_gone_on_from(paths, clock):
    history = History(paths, clock)
    history.add("settings", {"editor": "vi"})
    history.close()
    practised(paths, clock)
    assert History(paths, clock).record.settings.editor == "vi"
    paths.device.write_text("another", encoding="ascii")
    assert History(paths, clock).record.settings.editor == ""
