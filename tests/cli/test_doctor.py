"""`doctor`: what it looks at stands there in both languages, for people and for programs."""

import json

import pytest


@pytest.mark.parametrize("language", ["en", "zh"])
def test_terminal_files_and_isolation_are_told(run, home, language):
    ran = run("doctor", "--lang", language)
    assert ran.code in (0, 1)
    told = "".join(ran.out.split())  # a long path goes over several lines
    for part in (str(home), "numpy", "log.sqlite3", "UTF-8"):
        assert part in told
    assert {"en": "Isolation: level", "zh": "隔离级别"}[language] in ran.out
    assert ("Chinese input" in ran.out) is (language == "en")


def test_programs_read_json(run, monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    told = json.loads(run("doctor", "--json").out)
    found = {row["name"]: row for row in told["findings"]}
    assert found["colours"]["good"] is False
    assert "theme ansi" in found["colours"]["remedy"]
    assert told["isolation"]["level"] in ("A", "B", "D")
