"""Settings: what a person may type, and what an event may hold."""

from dataclasses import fields
from datetime import date

import pytest

from quiz.settings import BadSetting, Settings, read


def test_every_setting_survives_its_event() -> None:
    chosen = Settings(
        language="zh", interview="en", date=date(2026, 12, 24), minutes=55, new_a_day=7, topics=("cnn", "lstm"),
        theme="light", editor="code --wait", watch=True, packs=("/a",), exercises=("/b", "/c"),
    )  # fmt: skip
    names = [entry.name for entry in fields(Settings)]
    assert Settings().updated(chosen.written(*names)) == chosen
    assert chosen.updated(Settings().written(*names)) == Settings()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("date", "2026-12-24", date(2026, 12, 24)),
        ("date", " 2026/12/24 ", date(2026, 12, 24)),
        ("date", "2026-12-6", date(2026, 12, 6)),
        ("date", "2026年12月6日", date(2026, 12, 6)),
        ("date", "２０２６-12-06", date(2026, 12, 6)),
        ("date", "", None),
        ("minutes", "38", 38),
        ("interview", "zh", "zh"),
        ("interview", "", None),
        ("theme", "light", "light"),
    ],
)
def test_what_is_typed_is_read(key: str, typed: str, value: object) -> None:
    assert read(key, typed) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("date", "tomorrow"), ("date", "12-24"), ("date", "2026-02-30"),
        ("minutes", "0"), ("minutes", "many"), ("minutes", "9999"),
        ("new_a_day", "-1"), ("language", "fr"), ("theme", "pink"), ("watch", "perhaps"), ("topics", "cnn"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_can(key: str, typed: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read(key, typed)
    assert refused.value.text.en
    assert refused.value.text.zh
    assert Settings(minutes=33).updated({key: typed, "unknown": 1}) == Settings(minutes=33)
