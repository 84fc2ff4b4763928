"""The table that is searched: as an index and, where SQLite has none, as a plain table, which finds the same."""

import pytest

from quiz.search import table
from quiz.search.table import COLUMNS, Searchable, count, delete, insert, numbers
from quiz.search.tokens import spaced
from quiz.search.wanted import read


def found(db, query):
    """(column, file) of every file that has any of it."""
    (group,) = read(query, {}).groups
    rows = [(column, number) for column in COLUMNS for number in sorted(numbers(db, group, column))]
    names = table.names(db, {number for _, number in rows})
    return [(column, names[number]) for column, number in rows]


A, B, C, D = ("r", "mlp/a"), ("r", "mlp/b"), ("r", "cnn/c"), ("e", "layers/dense")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("backw", [("title", A), ("body", D)]),
        ("反向", [("prompt", A)]),
        ("传", [("prompt", A)]),
        ("法", [("title", B)]),
        ("向反", []),
        ("np.add.at", [("body", B)]),
        ("pool", [("title", C), ("prompt", C), ("body", C)]),
        ("radient", []),
        ("gr", [("body", A), ("body", C)]),
    ],
)
def test_words_by_their_beginning_and_chinese_anywhere(db, query, expected):
    assert found(db, query) == expected
    (group,) = read(query, {}).groups
    assert count(db, group) == len({name for _, name in expected})


def test_what_would_be_a_query_of_sqlite_is_words(db):
    assert [count(db, group) for group in read('" OR title* (', {}).groups] == [0, 0]


def test_what_is_deleted_is_found_no_more_and_its_number_can_be_used_again(db):
    delete(db, [A])
    assert found(db, "反向") == []
    insert(db, 1, Searchable(spaced("反向"), "", ""))
    assert found(db, "反向") == [("title", A)]
    assert table.body(db, 1) == "body of mlp/a"
