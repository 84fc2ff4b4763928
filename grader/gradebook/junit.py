"""JUnit XML for whatever shows test results: a suite a submission, a case a check.

Owns the elements, those of the schema that Jenkins's xUnit plugin publishes (junit-10.xsd): `testsuites` of
`testsuite` (name, tests, failures, errors, skipped, time, properties) of `testcase` (classname, name) with `failure`,
`error` or `skipped`. What was not reached is skipped; a fault of ours, or nothing to judge, is an error. It shows
hidden cases by name and is not for students.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from exercises.content import Language
from grader.escape import MANY, xml
from grader.gradebook import words
from grader.gradebook.files import Sink, number, replacing
from grader.gradebook.standings import Standing

OUTCOMES = {True: "", False: "failure", None: "skipped"}


@contextmanager
def junit_xml(path: Path, language: Language) -> Iterator[Sink]:
    """A suite for every standing that comes."""
    with replacing(path) as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="gradlings">\n')
        writer = _Writer(file.write, language)
        yield writer.suite
        file.write("</testsuites>\n")


@lru_cache(maxsize=MANY)
def _quoted(value: str) -> str:
    return quoteattr(xml(value))


class _Writer:
    """XMLGenerator would do, and take four times as long."""

    def __init__(self, write: Callable[[str], object], language: Language) -> None:
        self._write = write
        self._language = language

    def open(self, element: str, **attributes: str) -> None:
        told = "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())
        self._write(f"<{element}{told}>")

    def close(self, element: str) -> None:
        self._write(f"</{element}>\n")

    def whole(self, element: str, text: str = "", **attributes: str) -> None:
        self.open(element, **attributes)
        self._write(escape(xml(text)))
        self.close(element)

    def suite(self, standing: Standing) -> None:
        report = standing.row.report
        judged = bool(report) and report["verdict"] != "infra"
        checks = report["checks"] if judged else []
        count = Counter(OUTCOMES[check["passed"]] for check in checks)
        self.open(
            "testsuite", name=f"{standing.exercise} {standing.student}", tests=str(len(checks) or 1),
            failures=str(count["failure"]), errors=str(int(not judged)), skipped=str(count["skipped"]),
            time=f"{report.get('ms', 0.0) / 1000:.3f}",
        )  # fmt: skip
        self._properties(standing)
        for check in checks:
            self._case(check, standing)
        if not judged:
            self.open("testcase", classname=standing.exercise, name="judged")
            why = report.get("message") or standing.row.fault
            self.whole("error", type=standing.verdict, message=why.get(self._language) or words.NOTHING[self._language])
            self.close("testcase")
        if report.get("output"):
            self.whole("system-out", report["output"])
        self.close("testsuite")

    def _properties(self, standing: Standing) -> None:
        row = standing.row
        told = {
            "student": standing.student, "name": standing.name, "file": row.file, "verdict": row.verdict,
            "points": number(standing.points), "remark": standing.reason[self._language],
            "not_allowed": row.tried[self._language], "isolation": row.report.get("isolation", ""),
        }  # fmt: skip
        self.open("properties")
        for name, value in told.items():
            self.whole("property", name=name, value=value)
        self.close("properties")

    def _case(self, check: Mapping[str, Any], standing: Standing) -> None:
        """The message of a report belongs to the first stage that failed."""
        where = " ".join(filter(None, (check["id"], check["case"], "hidden" if check["hidden"] else "")))
        self.open("testcase", classname=standing.exercise, name=where)
        outcome = OUTCOMES[check["passed"]]
        if outcome == "failure":
            report = standing.row.report
            first = check["stage"] == report["stage"] and check["hidden"] == report.get("hidden", False)
            measured = "" if check["error"] is None else f"error {check['error']}, tolerance {check['tolerance']}"
            self.whole(
                outcome,
                measured,
                type=check["stage"],
                message=report["message"][self._language] if first else check["id"],
            )
        elif outcome:
            self.whole(outcome)
        self.close("testcase")
