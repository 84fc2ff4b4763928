"""Who is found among three hundred: 12 pairs copied in 6 disguises, 20 honest pairs that look alike."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from exercises.catalog import Catalog
from grader.similar import similar
from tests.grader.similar.corpus import DISGUISES, corpus, written
from tests.grader.similar.parts import BACKWARDS, FORWARDS, SIGMOIDS

LSTM = Catalog().get("sequence/lstm")
TOP = 15


@pytest.fixture(scope="module")
def made():
    return corpus(seed=20)


@pytest.fixture(scope="module")
def ranking(made):
    return similar((((who,), source.encode()) for who, source in made.files.items()), LSTM, most=TOP)


def test_copies_are_at_the_top_whatever_their_disguise_and_honest_ones_that_look_alike_are_not(made, ranking):
    top = [frozenset((*pair.one, *pair.two)) for pair in ranking.pairs]
    assert (len(made.files), len(made.copied), len(made.alike), len(top)) == (300, 12, 20, TOP)
    assert len(made.copied.keys() & set(top)) >= 10, {made.copied[pair] for pair in made.copied.keys() - set(top)}
    assert len(made.alike & set(top)) <= 3


def test_everybody_is_compared_and_the_best_come_first(ranking):
    assert not ranking.too_short
    assert ranking.left_out == ()
    scores = [pair.score for pair in ranking.pairs]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_both_files_of_a_pair_stand_beside_each_other_line_by_line(made, ranking):
    for pair in ranking.pairs:
        one, two = (made.files[who].split("\n") for who in (*pair.one, *pair.two))
        beside_one = [line.one for line in pair.lines if line.one]
        assert beside_one == [line for line in one if line]
        assert sorted(line.two for line in pair.lines if line.two) == sorted(line for line in two if line)
        for passage in pair.passages:
            assert 1 <= passage.one[0] <= passage.one[1] <= len(one)
            assert 1 <= passage.two[0] <= passage.two[1] <= len(two)


def test_the_parts_are_an_lstm_also_disguised():
    rng, numbers = random.Random(4), np.random.default_rng(4)
    N, T, D, H = 3, 4, 2, 5
    shapes = ((N, T, D), (N, H), (N, H), (D, 4 * H), (H, 4 * H), (4 * H,))
    args = [numbers.standard_normal(shape) for shape in shapes]
    dh = numbers.standard_normal((N, T, H))
    right = computed(LSTM.solution, args, dh)
    for number, (forward, backward) in enumerate(product(FORWARDS, BACKWARDS)):
        source = written([rng.choice(SIGMOIDS), forward, backward], rng)
        disguise = list(DISGUISES.values())[number % len(DISGUISES)]
        for text in (source, disguise(source, rng)):
            for got, expected in zip(computed(text, args, dh), right, strict=True):
                np.testing.assert_allclose(got, expected, atol=1e-12, err_msg=text)


def computed(source, args, dh):
    names: dict = {}
    exec(compile(source, "<part>", "exec"), names)  # our own parts
    h, cache = names["lstm_forward"](*[arg.copy() for arg in args])
    return [h, *names["lstm_backward"](dh, cache)]
