"""A file that changes on disk is noticed by looking, whatever the disk's clock does."""

import os
import threading

import pytest

from quiz import workspace
from quiz.watching import DOUBTS, Watch, Watched
from quiz.workspace import Unusable


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "dense.py"
    path.write_text("one")
    return path


def test_other_bytes_are_a_change_and_are_told_once(file):
    watched = Watched(file)
    assert watched.look() is None
    file.write_text("two, and longer")
    assert watched.look() == b"two, and longer"
    assert watched.look() is None


def test_a_file_that_is_merely_touched_has_not_changed(file):
    watched = Watched(file)
    os.utime(file, ns=(1, 1))
    assert watched.look() is None


def test_a_second_save_within_a_tick_of_a_coarse_clock_is_noticed(file):
    watched = Watched(file)
    for text in ("two", "six", "ten"):
        file.write_text(text)
        os.utime(file, ns=(7, 7))
        assert watched.look() == text.encode()


def test_a_file_that_rests_is_no_longer_read(file, monkeypatch):
    reads = []
    monkeypatch.setattr("quiz.watching.read_source", lambda path: reads.append(path) or b"one")
    watched = Watched(file)
    for _ in range(3 * DOUBTS):
        watched.look()
    assert len(reads) == DOUBTS


def test_a_file_that_goes_and_comes_back_has_changed_when_it_is_another(file):
    watched = Watched(file)
    file.unlink()
    assert watched.look() is None
    file.write_text("one")
    assert watched.look() is None
    file.with_name("new").write_text("renamed over it")
    file.with_name("new").replace(file)
    assert watched.look() == b"renamed over it"


def test_a_file_that_appears_has_changed(tmp_path):
    watched = Watched(tmp_path / "later.py")
    (tmp_path / "later.py").write_text("x = 1")
    assert watched.look() == b"x = 1"


def test_what_cannot_be_read_is_told_and_does_not_hide_the_next_change(file, monkeypatch):
    watched = Watched(file)
    monkeypatch.setattr(workspace, "LARGEST", 10)
    file.write_text("x" * 11)
    with pytest.raises(Unusable):
        watched.look()
    file.write_text("short")
    assert watched.look() == b"short"


def test_a_watch_says_so_in_its_thread_until_it_is_stopped(file):
    changed = threading.Event()
    watch = Watch(file, changed.set, pause=0.005)
    watch.start()
    number = 0
    while not changed.wait(0.05):
        number += 1
        file.write_text(f"change {number}")
    watch.stop()
    watch.join(5)
    assert not watch.is_alive()
