"""A report back from its JSON, for those who want values and not dicts.

Owns the way back of `Report.to_json`. Refuses to check: it reads what workers of the same version wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercises.content import Text
from grader.report import Check, Entry, Finding, Note, Printed, Report, TraceFrame


def report_of(told: Mapping[str, Any]) -> Report:
    """The report, to the digits that JSON keeps. A batch looks for no counterexample, so there is none."""
    return Report(
        exercise=told["exercise"],
        exercise_sha=told["exercise_sha"],
        file=told["file"],
        sha256=told["sha256"],
        salt=told["salt"],
        verdict=told["verdict"],
        stage=told["stage"],
        score=told["score"],
        checks=tuple(map(_check, told["checks"])),
        message=_text(told["message"]),
        findings=tuple(map(_finding, told["findings"])),
        notes=tuple(Note(note["id"], _text(note), note["hidden"]) for note in told["notes"]),
        output=told["output"],
        outputs=tuple(Printed(**printed) for printed in told["outputs"]),
        trace=tuple(map(_frame, told["trace"])),
        isolation=told["isolation"],
        ms=told["ms"],
        hidden=told["hidden"],
    )


def _check(told: Mapping[str, Any]) -> Check:
    worst = tuple(Entry(tuple(e["index"]), float(e["yours"]), float(e["expected"])) for e in told["worst"])
    numbers = {name: None if told[name] is None else float(told[name]) for name in ("error", "tolerance")}
    return Check(**{**told, **numbers, "worst": worst})


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(told["id"], told["where"], told["evidence"], _text(told), tuple(map(_text, told["steps"])))


def _frame(told: Mapping[str, Any]) -> TraceFrame:
    mark = tuple(told["mark"]) if told["mark"] else None
    return TraceFrame(
        told["line"], told["function"], told["code"], mark, tuple(told["values"]), told.get("cell", 0)
    )  # fmt: skip


def _text(told: Mapping[str, Any]) -> Text:
    return Text(told["en"], told["zh"])
