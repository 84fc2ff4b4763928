"""The path through the exercises: an order that begins with what others build on."""

from itertools import pairwise

import pytest

from exercises.catalog import OURS, Catalog
from exercises.prerequisites import circles, in_order, meant, prerequisites
from tests.samples import make_exercise


@pytest.fixture
def made(tmp_path):
    """made(**{"a/one": (level, prerequisites)}): those exercises, in a pack called acme."""

    def make(**wanted):
        for name, (level, names) in wanted.items():
            make_exercise(tmp_path, name, level=level, prerequisites=names)
        return Catalog([OURS], {"acme": tmp_path}).all()[0]

    return make


def ids(exercises):
    return [exercise.id.removeprefix("acme:") for exercise in exercises if exercise.pack]


def test_each_comes_after_its_prerequisites_and_easy_ones_first(made):
    exercises = made(**{"a/x": (1, ["a/z"]), "a/y": (2, []), "a/z": (3, []), "b/w": (1, ["a/y"])})
    assert ids(in_order(exercises)) == ["a/y", "b/w", "a/z", "a/x"]


def test_a_way_through_another_track_counts(made):
    exercises = made(**{"a/first": (1, ["b/middle"]), "b/middle": (1, ["a/last"]), "a/last": (4, [])})
    assert ids(in_order(exercises)) == ["a/last", "b/middle", "a/first"]


def test_a_circle_comes_last_and_nothing_is_lost(made):
    exercises = made(**{"a/x": (1, ["a/y"]), "a/y": (2, ["a/x"]), "a/z": (4, [])})
    assert ids(in_order(exercises)) == ["a/z", "a/x", "a/y"]


def test_a_name_means_the_packs_own_exercise_or_else_ours(made):
    exercises = made(**{"layers/dense": (1, []), "a/x": (1, ["layers/dense", "cnn/conv2d", "no/where"])})
    assert prerequisites(exercises)["acme:a/x"] == ("acme:layers/dense", "cnn/conv2d")
    assert meant("layers/dense", "", ["acme:layers/dense"]) == "layers/dense"


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, [{"a"}]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"], "e": ["a"]}, [{"a", "b"}, {"c", "d"}]),
    ],
)
def test_every_circle_is_found(graph, found):
    circular = list(circles(graph))
    assert sorted(map(set, circular), key=min) == found
    for circle in circular:
        assert circle[0] == circle[-1]
        assert all(before in graph[after] for before, after in pairwise(circle))


def test_ours_go_in_no_circle():
    exercises, _ = Catalog().all()
    wanted = prerequisites(exercises)
    assert list(circles(wanted)) == []
    seen = set()
    for exercise in in_order(exercises):
        assert seen.issuperset(wanted[exercise.id])
        seen.add(exercise.id)
