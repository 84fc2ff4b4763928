"""`milestones.toml`: what it may say, and that every network has one."""

import numpy as np
import pytest

from exercises import milestones as module
from exercises.catalog import Catalog
from exercises.milestones import milestones, unknown
from grader.networks import LOSS, NETWORKS
from tests.samples import edit


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A copy of the file with this edit."""

    def made(find, replace):
        path = tmp_path / "milestones.toml"
        path.write_text(module.FILE.read_text(encoding="utf-8"), encoding="utf-8")
        edit(path, find, replace)
        monkeypatch.setattr(module, "FILE", path)
        module.milestones.cache_clear()

    yield made
    module.milestones.cache_clear()


def test_every_milestone_has_a_network_of_just_its_exercises():
    assert [milestone.id for milestone in milestones()] == list(NETWORKS)
    for milestone in milestones():
        parts = NETWORKS[milestone.id](np.random.default_rng(0)).parts
        assert {LOSS, *(part.exercise for part in parts)} == set(milestone.exercises)


def test_every_text_is_there_in_both_languages():
    for milestone in milestones():
        for text in (milestone.title, milestone.about, milestone.metric):
            assert text.en
            assert text.zh


def test_what_names_no_exercise_is_complained_of(broken):
    assert list(unknown(Catalog().ids())) == []
    broken('"cnn/maxpool"', '"cnn/maxpol"')
    (fault,) = unknown(Catalog().ids())
    assert (fault.key, fault.problem) == ("digits-cnn.exercises", "`cnn/maxpol` is no exercise")


def test_a_broken_file_is_complained_of_as_a_whole(broken):
    broken('goal = 0.97\nunit = "percent"', 'goal = "much"\nunit = "dollars"')
    assert {fault.key for fault in unknown(Catalog().ids())} == {"milestone[1].goal", "milestone[1].unit"}


def test_a_share_is_better_the_higher_and_bits_the_lower():
    share, _, bits = milestones()
    assert share.reached(0.95)
    assert not share.reached(0.949)
    assert not share.reached(float("nan"))
    assert share.best([0.2, 0.9, 0.5]) == 0.9
    assert bits.reached(1.0)
    assert not bits.reached(1.01)
    assert not bits.reached(float("nan"))
    assert bits.best([2.0, 0.9, 1.5]) == 0.9
    assert bits.best([]) is None
