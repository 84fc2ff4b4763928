"""Where the user's files are."""

from pathlib import Path

import pytest

from quiz.paths import NoHome, find_paths


def test_gradlings_home_moves_all_of_the_users_files(tmp_path):
    paths = find_paths({"GRADLINGS_HOME": str(tmp_path)})
    assert paths.work == tmp_path
    assert all(place.is_relative_to(tmp_path) for _, place in paths.rows())
    assert paths.data.name.startswith(".")
    assert paths.cache.name.startswith(".")


def test_a_relative_or_tilde_gradlings_home_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert find_paths({"GRADLINGS_HOME": "here"}).work == tmp_path / "here"
    assert find_paths({"GRADLINGS_HOME": "~/x"}).work == tmp_path / "me" / "x"


def test_without_it_xdg_decides(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    paths = find_paths({"GRADLINGS_HOME": "", "XDG_DATA_HOME": str(tmp_path / "data")})
    assert paths.work == tmp_path / "gradlings"
    assert paths.log == tmp_path / "data" / "gradlings" / "log.sqlite3"
    assert paths.cache == tmp_path / ".cache" / "gradlings"


def test_a_relative_base_folder_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    paths = find_paths({"XDG_DATA_HOME": "data", "XDG_CACHE_HOME": ""})
    assert paths.data == tmp_path / ".local" / "share" / "gradlings"
    assert paths.cache == tmp_path / ".cache" / "gradlings"


def test_nothing_is_created_by_looking(tmp_path):
    find_paths({"GRADLINGS_HOME": str(tmp_path / "new")})
    assert not (tmp_path / "new").exists()


def test_a_user_without_a_home_is_told_what_to_set(monkeypatch):
    def no_home(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", no_home)
    with pytest.raises(NoHome, match="GRADLINGS_HOME"):
        find_paths({"GRADLINGS_HOME": "~/x"})
