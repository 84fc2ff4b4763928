"""A small table to search, with an index and without."""

import sqlite3

import pytest

from quiz.search import table
from quiz.search.table import Searchable, create, insert, is_index
from quiz.search.tokens import spaced

FILES = [
    ("r", "mlp/a", "Backward pass", "What is 反向传播？", "The chain rule, vanishing gradients"),
    ("r", "mlp/b", "链式法则", "Derive it", "backprop in numpy: np.add.at"),
    ("r", "cnn/c", "Pooling", "Why pool?", "gradient of max pooling goes to one place"),
    ("e", "layers/dense", "Dense", "", "the backward pass of a layer"),
]


@pytest.fixture(params=["an index", "a plain table"])
def empty(request, monkeypatch):
    """Nothing in it."""
    if request.param == "a plain table":
        monkeypatch.setattr(table, "INDEX", "CREATE VIRTUAL TABLE search USING no_such_module(title)")
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE file (root TEXT, file TEXT, stamp TEXT, faults TEXT, body TEXT)")
    create(db)
    assert is_index(db) is (request.param == "an index")
    yield db
    db.close()


@pytest.fixture
def db(empty):
    """With some files."""
    for number, (root, file, *texts) in enumerate(FILES, start=1):
        empty.execute("INSERT INTO file VALUES (?, ?, '', '', ?)", (root, file, f"body of {file}"))
        insert(empty, number, Searchable(*map(spaced, texts)))
    return empty
