"""All exercises as one: folders of others beside ours, each complaint with a path and a remedy."""

import pytest

from exercises.catalog import OURS, Catalog
from quiz.packs import NoPack
from quiz.progress import track_progress
from quiz.stock import open_stock, our_titles, read_exercises
from tests.samples import make_exercise


@pytest.fixture
def acme(tmp_path):
    make_exercise(tmp_path / "Acme Ltd", "layers/mine")
    make_exercise(tmp_path / "Acme Ltd", "graphs/mine")
    return tmp_path / "Acme Ltd"


def test_without_folders_it_is_ours_alone():
    stock = open_stock([])
    assert stock.catalog.ids() == Catalog().ids()
    assert stock.titles == our_titles()
    assert (stock.packs, stock.complaints) == ((), ())


def test_a_folder_is_named_by_its_pack_file_or_else_by_its_own_name(acme):
    assert open_stock([acme]).packs[0].id == "acme-ltd"
    (acme / "pack.toml").write_text('schema = 1\nid = "acme"\ntitle = { en = "Acme" }\n')
    stock = open_stock([acme])
    assert stock.ids(stock.packs[0]) == ["acme:graphs/mine", "acme:layers/mine"]
    assert stock.ids(None) == list(Catalog().ids())


def test_a_track_of_theirs_follows_ours_under_their_name(acme):
    (acme / "tracks.toml").write_text('schema = 1\n[tracks]\ngraphs = { en = "Graphs" }\n')
    stock = open_stock([acme])
    tracks = track_progress(stock.titles, stock.catalog.all()[0], {})
    assert [(track.track, track.title.en, track.title["zh"]) for track in tracks[-2:]] == [
        ("acme-ltd:layers", "Layers (acme-ltd)", "网络层（acme-ltd）"),
        ("acme-ltd:graphs", "Graphs (acme-ltd)", "Graphs (acme-ltd)"),
    ]
    assert tracks[0].track in our_titles()


def test_named_twice_it_is_read_once_and_ours_is_no_other(acme):
    stock = open_stock([acme, acme / ".." / acme.name, OURS])
    assert (len(stock.packs), stock.complaints) == (1, ())
    assert stock.pack_in(acme / "layers" / "..") == stock.packs[0]
    assert stock.pack_in(OURS) is None


def test_two_of_one_name_the_first_is_used_and_the_other_told(acme, tmp_path):
    twin = tmp_path / "elsewhere" / acme.name
    make_exercise(twin, "layers/other")
    stock = open_stock([acme, twin])
    assert [pack.folder for pack in stock.packs] == [acme]
    [complaint] = stock.complaints
    assert str(twin) in complaint.en
    assert str(twin) in complaint.zh


def test_a_broken_list_of_tracks_leaves_the_exercises(acme):
    (acme / "tracks.toml").write_text("schema = ")
    stock = open_stock([acme])
    assert "acme-ltd:graphs/mine" in stock.catalog.ids()
    [complaint] = stock.complaints
    assert str(acme / "tracks.toml") in complaint.en


@pytest.mark.parametrize("place", ["gone", "Acme Ltd/layers", "x" * 300])
def test_a_folder_without_exercises_is_no_folder_of_exercises(acme, place):
    with pytest.raises(NoPack, match=r"<track>/<slug>/exercise\.toml"):
        read_exercises(acme.parent / place)
