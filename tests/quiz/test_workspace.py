"""The learner's files: nothing a person wrote is lost or overwritten without a backup."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.workspace import LARGEST, NotStarted, Unusable, Workspace, read_source

ID = "layers/dense"


@pytest.fixture
def work(tmp_path):
    return Workspace(tmp_path / "work", lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def backups(work):
    return sorted((work.folder / ".backups").glob("**/*.py"))


def test_start_writes_the_starter_once(work):
    assert work.start(ID, "one\n")
    assert not work.start(ID, "two\n")
    assert work.text(ID) == "one\n"


def test_saving_what_was_read_makes_no_backup(work):
    work.start(ID, "one")
    for text in ("two", "three", "three"):
        assert work.save(ID, text) is None
    assert work.path(ID).read_text() == "three"
    assert not backups(work)


def test_a_version_written_elsewhere_is_kept_before_it_is_replaced(work):
    work.start(ID, "one")
    work.path(ID).write_text("from another editor")
    kept = work.save(ID, "from here")
    assert kept.read_text() == "from another editor"
    assert work.path(ID).read_text() == "from here"
    assert work.save(ID, "again from here") is None


def test_a_file_that_was_never_read_here_is_kept_too(work):
    work.path(ID).parent.mkdir(parents=True)
    work.path(ID).write_text("last week's")
    assert work.save(ID, "new").read_text() == "last week's"


def test_a_version_that_no_editor_could_read_is_kept_before_it_is_replaced(work):
    work.start(ID, "one")
    work.path(ID).write_bytes("损失".encode("gbk"))
    with pytest.raises(Unusable):
        work.text(ID)
    assert work.save(ID, "from here").read_bytes() == "损失".encode("gbk")


def test_the_same_text_written_elsewhere_is_no_conflict(work):
    work.start(ID, "one")
    work.path(ID).write_text("two")
    assert work.save(ID, "two") is None
    assert work.save(ID, "three") is None


def test_a_file_deleted_meanwhile_is_simply_written(work):
    work.start(ID, "one")
    work.path(ID).unlink()
    assert work.save(ID, "two") is None
    assert work.text(ID) == "two"


def test_reset_keeps_every_version_even_within_one_second(work):
    work.start(ID, "starter")
    kept = []
    for text in ("a", "b", "c"):
        work.save(ID, text)
        kept.append(work.reset(ID, "starter"))
    assert [path.read_text() for path in kept] == ["a", "b", "c"]
    assert [path.name for path in kept] == [
        "dense.20260102-030405.py", "dense.20260102-030405-2.py", "dense.20260102-030405-3.py",
    ]  # fmt: skip
    assert work.text(ID) == "starter"


def test_reset_of_what_was_never_started_says_so(work):
    with pytest.raises(NotStarted):
        work.reset(ID, "starter")


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "损失 = 1\n", "no newline at the end", "\ufeffbom", ""])
def test_text_comes_back_byte_for_byte(work, text):
    work.save(ID, text)
    assert work.path(ID).read_bytes() == text.encode()
    assert work.text(ID) == text


def test_half_a_surrogate_pair_is_saved_as_a_question_mark(work):
    work.save(ID, "a\ud800b")
    assert work.text(ID) == "a?b"


def test_a_link_stays_a_link_and_a_mode_stays_a_mode(work, tmp_path):
    real = tmp_path / "elsewhere.py"
    real.write_text("one")
    real.chmod(0o600)
    work.path(ID).parent.mkdir(parents=True)
    work.path(ID).symlink_to(real)
    work.text(ID)
    work.save(ID, "two")
    assert work.path(ID).is_symlink()
    assert real.read_text() == "two"
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_the_file_as_it_was(work, monkeypatch):
    work.start(ID, "one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unusable, match="No space left"):
        work.save(ID, "two")
    assert work.path(ID).read_text() == "one"
    assert [path.name for path in work.path(ID).parent.iterdir()] == ["dense.py"]


def in_the_way(work):
    work.folder.write_text("a file")


def a_folder(work):
    work.path(ID).mkdir(parents=True)


def no_text(work):
    work.path(ID).parent.mkdir(parents=True)
    work.path(ID).write_bytes(b"x = '\xff'")


def endless(work):
    work.path(ID).parent.mkdir(parents=True)
    work.path(ID).symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (in_the_way, "Not a directory"),
        (a_folder, "Is a directory"),
        (no_text, "not UTF-8"),
        (endless, f"longer than {LARGEST}"),
    ],
)
def test_what_cannot_be_read_says_why(work, spoil, reason):
    spoil(work)
    with pytest.raises(Unusable, match=reason):
        work.text(ID)


def test_a_place_that_cannot_be_written_says_why(work):
    in_the_way(work)
    for write in (lambda: work.save(ID, "x"), lambda: work.start(ID, "x")):
        with pytest.raises(Unusable):
            write()


def test_a_path_that_no_system_allows_is_unusable():
    with pytest.raises(Unusable):
        read_source(Workspace(Path("a\0b"), datetime.now).path(ID))


def test_owner_knows_files_inside_the_folder_only(work, tmp_path):
    assert work.owner(work.path(ID)) == ID
    assert work.owner(tmp_path / "dense.py") == ""


def test_the_file_of_a_packs_exercise_lies_a_folder_deeper_and_is_known_by_it(work):
    ours, theirs = work.path("layers/dense"), work.path("acme:layers/dense")
    assert theirs == work.folder / "acme/layers/dense.py"
    assert (work.owner(ours), work.owner(theirs)) == ("layers/dense", "acme:layers/dense")
    work.start("acme:layers/dense", "theirs")
    assert not work.exists("layers/dense")
    kept = work.reset("acme:layers/dense", "again")
    assert kept.parent == work.folder / ".backups/acme/layers"
    assert kept.read_text() == "theirs"
