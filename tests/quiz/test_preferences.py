"""Settings as a person sees them."""

from dataclasses import fields
from datetime import date

import pytest

from exercises.content import Text
from quiz.preferences import KEYS, OPTIONS, said, stored, understood
from quiz.settings import BadSetting, Settings, read
from quiz.words import Words

FOLDERS = {"packs", "exercises"}
"""Settings with commands of their own."""
TODAY = date(2026, 11, 21)
TOPICS = {"cnn": Text("Convolutional networks", "卷积网络"), "lstm": Text("LSTM and GRU", "LSTM 与 GRU")}


def test_every_setting_can_be_seen():
    assert set(KEYS) | FOLDERS == {entry.name for entry in fields(Settings)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_value_has_words(language):
    words = Words(language)
    for key in KEYS:
        assert words(f"settings.name.{key}")
        assert words(f"settings.about.{key}")
        for value in OPTIONS.get(key, (stored(Settings(), key),)):
            assert said(key, value, words)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("topics", "cnn, lstm", ["cnn", "lstm"]),
        ("topics", "cnn，lstm", ["cnn", "lstm"]),
        ("topics", "cnn lstm", ["cnn", "lstm"]),
        ("topics", "卷积网络、LSTM 与 GRU", ["cnn", "lstm"]),
        ("topics", "convolutional networks", ["cnn"]),
        ("topics", "none", []),
        ("watch", "on", True),
        ("watch", "关", False),
        ("minutes", " 25 ", 25),
        ("date", "none", None),
        ("date", "2026-11-21", TODAY),
        ("interview", "无", None),
        ("symbols", "auto", "auto"),
        ("editor", "code --wait", "code --wait"),
        ("editor", "none", ""),
    ],
)
def test_what_is_typed_is_understood_and_can_be_stored(key, typed, value):
    assert understood(key, typed, TOPICS, TODAY) == value
    assert read(key, value) == read(key, understood(key, typed, TOPICS, TODAY))


def test_a_day_that_has_passed_is_not_set_any_more_and_one_that_was_set_before_stays():
    with pytest.raises(BadSetting) as refused:
        understood("date", "2026-11-20", TOPICS, TODAY)
    assert "2026-11-20 has passed; type today (2026-11-21)" in refused.value.text.en
    assert "2026-11-20 已经过去；请输入今天（2026-11-21）" in refused.value.text.zh
    assert Settings().updated({"date": "2026-11-20"}).date == date(2026, 11, 20)


@pytest.mark.parametrize(("key", "typed"), [("topics", "cnn, knitting"), ("watch", "perhaps"), ("minutes", "many")])
def test_what_is_not_understood_says_what_would_be(key, typed):
    with pytest.raises(BadSetting) as refused:
        understood(key, typed, TOPICS, TODAY)
    assert refused.value.text.en
    assert refused.value.text.zh
