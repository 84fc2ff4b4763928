"""What a mistyped name may have meant."""

import pytest

from quiz.nearest import distance, nearest

KNOWN = ("list", "start", "check", "hint", "stats", "settings", "search", "help", "milestone")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("hel", ["help"]), ("hlep", ["help"]), ("chekc", ["check"]), ("lst", ["list"]), ("hnt", ["hint"]),
        ("se", ["settings", "search"]), ("mil", ["milestone"]), ("serach", ["search"]), ("stat", ["stats"]),
        ("stast", ["start", "stats"]), ("stars", ["start", "stats"]), ("xyzzy", []), ("s", []), ("", []), ("zz", []),
    ],
)  # fmt: skip
def test_the_same_beginning_or_the_fewest_slips(typed, near):
    assert nearest(typed, KNOWN) == near


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "", 3),
        ("abc", "acb", 1),
        ("abc", "abd", 1),
        ("abc", "xabc", 1),
        ("ab", "cd", 2),
    ],
)
def test_slips_are_counted(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips
