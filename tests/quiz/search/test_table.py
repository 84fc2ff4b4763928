"""The table that is searched: as an index and, where SQLite has none, as a plain table, which finds the same."""

import sqlite3

import pytest

from quiz.search import table
from quiz.search.table import Searchable, create, delete, find, insert, is_index
from quiz.search.tokens import spaced
from quiz.search.wanted import read

FILES = [
    ("r", "mlp/a", "question", "Backward pass", "What is 反向传播？", "The chain rule, vanishing gradients"),
    ("r", "mlp/b", "question", "链式法则", "Derive it", "backprop in numpy: np.add.at"),
    ("r", "cnn/c", "question", "Pooling", "Why pool?", "gradient of max pooling goes to one place"),
    ("e", "layers/dense", "exercise", "Dense", "", "the backward pass of a layer"),
    ("old", "mlp/a", "question", "Backward pass", "of another folder", ""),
]


@pytest.fixture(params=["an index", "a plain table"])
def db(request, monkeypatch):
    if request.param == "a plain table":
        monkeypatch.setattr(table, "INDEX", "CREATE VIRTUAL TABLE search USING no_such_module(title)")
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE file (root TEXT, file TEXT, stamp TEXT, faults TEXT, body TEXT)")
    create(db)
    assert is_index(db) is (request.param == "an index")
    for number, (root, file, kind, *texts) in enumerate(FILES, start=1):
        db.execute("INSERT INTO file VALUES (?, ?, '', '', ?)", (root, file, f"body of {file}"))
        insert(db, number, Searchable(kind, *map(spaced, texts)))
    yield db
    db.close()


def found(db, query, kind="question", roots=("r",), most=10):
    return [(rank, file) for rank, _, file, _ in find(db, read(query, {}), kind, roots, most)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("backw", [(0, "mlp/a")]),
        ("反向", [(1, "mlp/a")]),
        ("传", [(1, "mlp/a")]),
        ("法", [(0, "mlp/b")]),
        ("向反", []),
        ("chain rule", [(2, "mlp/a")]),
        ("np.add.at", [(2, "mlp/b")]),
        ("grad pool", [(2, "cnn/c")]),
        ("pool", [(0, "cnn/c")]),
        ("radient", []),
        ("g", [(2, "mlp/a"), (2, "cnn/c")]),
        ('" OR title', []),
    ],
)
def test_words_by_their_beginning_and_chinese_anywhere(db, query, expected):
    assert found(db, query) == expected


def test_only_this_kind_and_these_folders(db):
    assert found(db, "backward", "exercise", ("e",)) == [(2, "layers/dense")]
    assert found(db, "backward", roots=("old",)) == [(0, "mlp/a")]
    assert found(db, "backward", roots=()) == []


def test_no_more_than_asked_for(db):
    assert len(found(db, "a", roots=("r", "old"), most=1)) == 1


def test_what_is_deleted_is_found_no_more_and_its_number_can_be_used_again(db):
    delete(db, [("r", "mlp/a")])
    assert found(db, "反向") == []
    insert(db, 1, Searchable("question", spaced("反向"), "", ""))
    assert found(db, "反向") == [(0, "mlp/a")]
    assert table.body(db, 1) == "body of mlp/a"
