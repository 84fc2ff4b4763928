"""What is compared with what, and what counts as the same."""

from __future__ import annotations

import random
import time
from dataclasses import FrozenInstanceError

import pytest

from exercises.catalog import Catalog
from grader.similar import Ranking, ranking, similar
from grader.similar.fingerprints import WINDOW, winnowed
from grader.similar.tokens import MOST_SOURCE, tokens
from tests.grader.similar.corpus import extracted, parts, renamed, written

LSTM, DENSE = (Catalog().get(name) for name in ("sequence/lstm", "layers/dense"))


@pytest.fixture
def honest():
    """Files of five people who know nothing of each other."""
    rng = random.Random(7)
    return {name: written(parts(rng), rng).encode() for name in ("ann", "bob", "cho", "dee", "eve")}


def alone(files):
    """As if everybody had handed in by themselves."""
    return [((who,), source) for who, source in files]


def read(source: str) -> list[str]:
    return [token.text for token in tokens(source.encode())]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("y = x @ w + b  # the bias is added", "out = a @ m + c"),
        ("y = 3 * x", "y = 0.5 * x"),
        ("def f(x: float) -> float:\n    '''Doc.'''\n    return (x)", "def g(a):\n    return a"),
        ("import numpy as np\ny = np.tanh(x)", "import numpy\ny = numpy.tanh(x)"),
        ("import numpy as xp\ny = xp.tanh(x)", "from numpy import tanh as th\ny = th(x)"),
        ("a, b = c, d", "(a, b) = (c, d,)"),
    ],
)
def test_what_is_easily_changed_does_not_count(one, two):
    assert read(one) == read(two) != []


@pytest.mark.parametrize(
    ("one", "two"),
    [("np.tanh(x)", "np.exp(x)"), ("x.T", "x.shape"), ("f(x, axis=0)", "f(x, keepdims=0)"), ("x + y", "x * y"),
     ("range(x)", "len(x)")],
)  # fmt: skip
def test_what_is_computed_counts(one, two):
    assert read(one) != read(two)


def test_of_every_window_one_hash_is_kept():
    rng = random.Random(3)
    found = [rng.getrandbits(64) for _ in range(200)]
    kept = winnowed(found)
    assert all(not kept.isdisjoint(found[at : at + WINDOW]) for at in range(len(found) - WINDOW + 1))
    assert len(kept) < len(found)


def test_whoever_has_the_shipped_solution_is_beside_it(honest):
    copy = renamed(LSTM.solution, random.Random(1)).encode()
    best = similar(alone([*honest.items(), ("fay", copy)]), LSTM, most=1).pairs[0]
    assert (best.one, best.two, best.score) == (("fay",), ("solution.py",), 1.0)
    assert [line for line in best.lines if line.alike]


def test_files_of_earlier_terms_are_compared_with_students_and_not_with_each_other(honest):
    old = extracted(honest["bob"].decode(), random.Random(2)).encode()
    pairs = similar(alone(honest.items()), LSTM, against=alone([("2025/zoe", old), ("2025/yan", old)]), most=9).pairs
    assert {(*pair.one, *pair.two) for pair in pairs[:2]} == {("bob", "2025/zoe"), ("bob", "2025/yan")}
    assert not [pair for pair in pairs if {*pair.one, *pair.two} == {"2025/zoe", "2025/yan"}]


def test_several_attempts_of_a_student_are_one_person_whose_best_pair_counts(honest):
    attempts = [("ann", honest["ann"]), ("ann", honest["bob"]), ("ann", honest["ann"])]
    pairs = similar(alone([*attempts, ("bob", honest["bob"]), ("cho", honest["cho"])]), LSTM).pairs
    assert (pairs[0].one, pairs[0].two, pairs[0].score) == (("ann",), ("bob",), 1.0)
    assert len({(pair.one, pair.two) for pair in pairs}) == len(pairs)
    assert not [pair for pair in pairs if pair.one == pair.two]


def test_a_file_of_several_is_one_that_bears_all_names_and_is_beside_none_of_theirs(honest):
    files = [(("ann", "bob"), honest["ann"]), (("cho", "dee"), honest["ann"]), (("bob",), honest["ann"])]
    more = [(("eve",), honest["eve"]), (("fay", "gus"), LSTM.starter.encode()), (("fay",), honest["dee"])]
    found = similar([*files, *more], LSTM)
    whole = [(pair.one, pair.two) for pair in found.pairs if pair.score == 1.0]
    assert whole == [(("ann", "bob"), ("cho", "dee")), (("bob",), ("cho", "dee"))]
    assert (("ann", "bob"), ("bob",)) not in [(pair.one, pair.two) for pair in found.pairs]
    assert found.left_out == ("gus",)


def test_an_exercise_that_is_too_short_says_so_instead_of_ranking():
    found = similar(alone([("ann", DENSE.solution.encode()), ("bob", DENSE.solution.encode())]), DENSE)
    assert found == Ranking(too_short=True)


def test_who_wrote_nothing_or_far_too_much_is_left_out_and_said(honest):
    more = {"fay": LSTM.starter.encode(), "gus": b"x = [1, 2]\n" * MOST_SOURCE, "hal": b"", "ian": b"\xff\x00("}
    found = similar(alone([*honest.items(), *more.items()]), LSTM)
    assert found.left_out == ("fay", "gus", "hal", "ian")
    assert found.pairs


@pytest.mark.parametrize("bad", [b"[a,", b'"""'])
def test_what_was_made_to_hurt_is_read_in_time(honest, bad):
    """One level a few bytes, as deep as a file may be: about a second, here with room for slow machines."""
    start = time.process_time()
    found = similar(alone([*honest.items(), ("mal", (bad * MOST_SOURCE)[:MOST_SOURCE])]), LSTM, most=4)
    assert time.process_time() - start < 6
    assert not {who for pair in found.pairs for who in pair.one} - set(honest)


@pytest.mark.parametrize("most", [1, 100])
def test_a_bound_on_the_pairs_that_are_counted_keeps_the_best_and_is_said(honest, monkeypatch, most):
    files = alone([*honest.items(), ("fay", renamed(honest["eve"].decode(), random.Random(5)).encode())])
    assert not similar(files, LSTM).rarest_only
    monkeypatch.setattr(ranking, "PAIRS", most)
    found = similar(files, LSTM)
    assert (found.pairs[0].one, found.pairs[0].two) == (("eve",), ("fay",))
    assert found.rarest_only


def test_the_order_of_files_does_not_matter(honest):
    there, back = (similar(order, LSTM, most=4) for order in (alone(honest.items()), alone(honest.items())[::-1]))
    assert there.pairs == back.pairs


def test_values_are_frozen():
    with pytest.raises(FrozenInstanceError):
        Ranking().too_short = True  # type: ignore[misc]
