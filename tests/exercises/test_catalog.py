"""The catalog: which folder an id means, ours and others' beside each other."""

import pytest

from exercises.catalog import OURS, Catalog
from exercises.content import BrokenContent
from tests.samples import make_exercise


@pytest.fixture
def acme(tmp_path):
    make_exercise(tmp_path / "acme", "layers/dense")
    make_exercise(tmp_path / "acme", "gnn/pooling")
    return tmp_path / "acme"


@pytest.fixture
def catalog(acme):
    return Catalog([OURS], {"acme": acme})


def test_ours_have_no_prefix_and_come_first(catalog):
    ids = catalog.ids()
    assert ids[: len(Catalog().ids())] == Catalog().ids()
    assert ids[-2:] == ("acme:gnn/pooling", "acme:layers/dense")


def test_two_of_one_name_are_two_exercises(catalog):
    ours, theirs = catalog.get("layers/dense"), catalog.get("acme:layers/dense")
    assert (ours.id, ours.pack) == ("layers/dense", "")
    assert (theirs.id, theirs.pack, theirs.track, theirs.slug) == ("acme:layers/dense", "acme", "layers", "dense")
    assert ours.reference is not theirs.reference
    assert ours.reference.forward.__code__ != theirs.reference.forward.__code__


def test_a_mistyped_id_suggests_ours_before_others_and_any_by_its_slug(catalog):
    assert catalog.close_to("dense")[0] == "layers/dense"
    assert catalog.close_to("poling")[0] == "acme:gnn/pooling"
    assert catalog.close_to("gnn/pool")[0] == "acme:gnn/pooling"


def test_an_exercise_is_found_by_its_folder(catalog, acme):
    assert catalog.at(acme / "layers" / ".." / "layers" / "dense") == "acme:layers/dense"
    assert catalog.at(OURS / "layers" / "dense") == "layers/dense"
    assert catalog.at(acme) == ""


def test_one_language_is_enough_and_stands_for_the_other(acme, catalog):
    (acme / "gnn/pooling/statement.zh.md").unlink()
    exercise = catalog.get("acme:gnn/pooling")
    assert exercise.statement("zh") == exercise.statement("en") != ""


@pytest.mark.parametrize("name", ["gnn/My Layer", "Gnn/layer"])
def test_a_folder_whose_name_is_no_slug_is_a_fault_with_a_remedy(tmp_path, name):
    make_exercise(tmp_path, name)
    good, [fault] = Catalog([tmp_path]).all()
    assert good == []
    assert "no slug" in fault.problem
    assert "a-z" in fault.remedy


def test_without_any_statement_an_exercise_does_not_load(acme, catalog):
    for language in ("en", "zh"):
        (acme / f"gnn/pooling/statement.{language}.md").unlink()
    with pytest.raises(BrokenContent, match=r"statement\.en\.md"):
        catalog.get("acme:gnn/pooling")
