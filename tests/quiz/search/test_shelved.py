"""What of exercises stands in the cache: as new as their files, and nothing of those that load no more."""

import os
import shutil

import pytest

from exercises.catalog import OURS
from quiz.cache import Cache
from quiz.search import shelved
from quiz.search.shelved import shelve_exercises
from quiz.stock import open_stock


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """A folder with one exercise of ours, and nothing beside it."""
    monkeypatch.setattr(shelved, "OURS", tmp_path / "none")
    shutil.copytree(OURS / "layers/dense", tmp_path / "acme/layers/dense")
    return tmp_path / "acme"


def found(pack, cache):
    """Title by id, as the cache has it after a look at the folder."""
    roots = shelve_exercises(open_stock([pack]), cache)
    return Cache(cache, roots[-1]).bodies()


@pytest.mark.parametrize("broken", [b"title = ", b""])
def test_an_exercise_that_loads_no_more_is_found_no_more(pack, tmp_path, broken):
    cache = tmp_path / "cache.sqlite3"
    assert found(pack, cache).keys() == {"acme:layers/dense"}
    (pack / "layers/dense/exercise.toml").write_bytes(broken)
    assert found(pack, cache) == {}


def test_a_change_is_found(pack, tmp_path):
    cache, file = tmp_path / "cache.sqlite3", pack / "layers/dense/statement.en.md"
    found(pack, cache)
    file.write_text("Now with a walrus.", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert "walrus" in found(pack, cache)["acme:layers/dense"][1]
