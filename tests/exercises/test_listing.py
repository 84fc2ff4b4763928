"""The cache of lists: the same as reading, and as new as the files are."""

import json
import os
import shutil
from errno import ENOSPC
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from exercises.listing import listing


@pytest.fixture
def folder(tmp_path):
    """Two exercises of ours, to be changed."""
    for name in ("layers/dense", "losses/mse"):
        shutil.copytree(OURS / name, tmp_path / "pack" / name)
    return tmp_path / "pack"


def told(found):
    return [
        (row.id, row.pack, row.track, row.title, row.summary, row.level, row.kind, row.prerequisites) for row in found
    ]


def test_a_list_says_what_the_exercises_say_with_a_cache_and_without(tmp_path):
    cache = tmp_path / "below" / "exercises.json"
    read, faults = Catalog().all()
    assert not faults
    for _ in range(2):
        listed, faults = listing({"": OURS}, cache)
        assert told(listed) == told(read)
        assert not faults
    assert told(listing({"": OURS}, None)[0]) == told(read)
    assert cache.exists()


def test_a_pack_goes_before_its_ids(folder, tmp_path):
    listed, _ = listing({"acme": folder}, tmp_path / "cache.json")
    assert [(row.id, row.track) for row in listed] == [("acme:layers/dense", "layers"), ("acme:losses/mse", "losses")]


def test_a_change_is_seen(folder, tmp_path):
    cache = tmp_path / "cache.json"
    listing({"": folder}, cache)
    file = folder / "layers/dense/exercise.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("level = ", "level = 4 #", 1), encoding="utf-8")
    listed, _ = listing({"": folder}, cache)
    assert [row.level for row in listed if row.id == "layers/dense"] == [4]
    shutil.rmtree(folder / "losses")
    assert [row.id for row in listing({"": folder}, cache)[0]] == ["layers/dense"]


@pytest.mark.parametrize(
    "break_it", [lambda home: (home / "exercise.toml").write_text("no"), lambda home: (home / "solution.py").unlink()]
)
def test_faults_are_told_each_time(folder, tmp_path, break_it):
    cache = tmp_path / "cache.json"
    listing({"": folder}, cache)
    home = folder / "layers/dense"
    before = home.stat().st_mtime_ns
    break_it(home)
    os.utime(home, ns=(before + 10**9, before + 10**9))  # a coarse clock would not tell
    for _ in range(2):
        listed, faults = listing({"": folder}, cache)
        assert [row.id for row in listed] == ["losses/mse"]
        assert faults


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:100],
        lambda text: "[]",
        lambda text: json.dumps({**json.loads(text), "reader": "another"}),
        lambda text: text.replace('"level"', '"height"'),
        lambda text: text.replace('"stamp"', '"mark"'),
        lambda text: text.replace('"title": {', '"title": {"fr": "couche", '),
    ],
)
def test_a_damaged_cache_is_made_anew(folder, tmp_path, damage):
    cache = tmp_path / "cache.json"
    fresh = listing({"": folder}, cache)
    cache.write_text(damage(cache.read_text(encoding="utf-8")), encoding="utf-8")
    assert listing({"": folder}, cache) == fresh
    assert json.loads(cache.read_text(encoding="utf-8"))["exercises"].keys() == {"layers/dense", "losses/mse"}


def test_a_full_disk_leaves_nothing_beside_the_cache(folder, tmp_path, monkeypatch):
    def full(path, target):
        raise OSError(ENOSPC, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    listed, _ = listing({"": folder}, tmp_path / "cache" / "exercises.json")
    assert len(listed) == 2
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_done_without(folder, tmp_path):
    (tmp_path / "file").write_text("")
    listed, _ = listing({"": folder}, tmp_path / "file" / "cache.json")
    assert len(listed) == 2
