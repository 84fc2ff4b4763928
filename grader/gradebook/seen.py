"""What of a report a student may see: nothing that happened in a hidden case.

Owns that line and nothing else; every writer whose words reach students reads reports through it. A report that does
not say where its message comes from tells nothing. The salt stays out, too: it draws the hidden cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from exercises.content import Text
from grader.gradebook import words
from grader.handed import NOT_ALLOWED, Row

Level = Literal["full", "differs", "verdict"]
"""All of it; what differs, without any number that would be right; or no more than the verdict."""
VALUES = ("forward", "gradient")
"""Stages whose message tells the right number."""
DIGITS = 6


@dataclass(frozen=True)
class Group:
    """One check over all visible cases."""

    id: str
    tensor: str
    checks: Sequence[Mapping[str, Any]]

    @property
    def passed(self) -> int:
        """How many cases passed; those that were not reached did not."""
        return sum(bool(check["passed"]) for check in self.checks)

    @property
    def ok(self) -> bool:
        """Whether all did."""
        return self.passed == len(self.checks)

    @property
    def failed(self) -> Mapping[str, Any] | None:
        """The first that was made and failed."""
        return next((check for check in self.checks if check["passed"] is False), None)


@dataclass(frozen=True)
class Seen:
    """A report as its student may know it."""

    row: Row
    level: Level = "full"

    @property
    def concealed(self) -> bool:
        """Whether what is said of the failure is about hidden cases."""
        report = self.row.report
        return bool(report) and report["verdict"] != "pass" and bool(report.get("hidden", True))

    @property
    def message(self) -> Text:
        """What is wrong, as far as the level and the hidden cases allow; empty for the verdict alone."""
        report = self.row.report
        if not report:
            return Text(**self.row.fault) if self.row.fault else words.NOTHING
        if self.level == "verdict":
            return Text()
        if self.concealed:
            return words.HIDDEN_FAILED
        if self.level == "differs" and report["stage"] in VALUES:
            return self._difference() or Text()
        return Text(**report["message"])

    @property
    def findings(self) -> list[Text]:
        """The causes: only with everything else, for they tell numbers."""
        return [Text(each["en"], each["zh"]) for each in self._all("findings")]

    @property
    def notes(self) -> list[Text]:
        """What is worth saying, as far as it was seen in visible cases."""
        if self.level == "verdict":
            return []
        said = NOT_ALLOWED if self.row.verdict == "blocked" else ""  # by the message
        found = (n for n in self.row.report.get("notes", ()) if not n.get("hidden", True) and n["id"] != said)
        return list(dict.fromkeys(Text(note["en"], note["zh"]) for note in found))

    @property
    def trace(self) -> list[Mapping[str, Any]]:
        """Where it raised, the innermost place last."""
        return self._all("trace")

    @property
    def counterexample(self) -> Text:
        """The smallest case in words; empty where there is none to be seen."""
        found = self.row.report.get("counterexample")
        if not found or found.get("hidden", True) or self.concealed or self.level != "full":
            return Text()
        return Text(found["en"], found["zh"])

    @property
    def output(self) -> str:
        """What the code printed in visible cases."""
        return str(self.row.report.get("output", "")) if self.level == "full" else ""

    @property
    def groups(self) -> list[Group]:
        """The visible checks by id."""
        if self.level == "verdict":
            return []
        found: dict[str, list[Mapping[str, Any]]] = {}
        for check in self.row.report.get("checks", ()):
            if not check["hidden"]:
                found.setdefault(check["id"], []).append(check)
        return [Group(name, checks[0]["tensor"], checks) for name, checks in found.items()]

    @property
    def hidden(self) -> tuple[int, int]:
        """How many checks on hidden cases passed, and of how many."""
        checks = [check for check in self.row.report.get("checks", ()) if check["hidden"]]
        return sum(bool(check["passed"]) for check in checks), len(checks)

    def _all(self, key: str) -> list[Any]:
        return list(self.row.report.get(key, ())) if self.level == "full" and not self.concealed else []

    def _difference(self) -> Text | None:
        """Which array differs and where, in our own words: a number that is right, or how far off one is, would do as
        the answer to write down."""
        group = next((g for g in self.groups if g.failed and g.id.partition(":")[0] == self.row.report["stage"]), None)
        if group is None or group.failed is None:
            return None
        wrong = sum(check["passed"] is False for check in group.checks)
        text = words.DIFFERS.format(tensor=group.tensor or group.id, wrong=wrong, total=len(group.checks))
        if not group.failed["worst"]:
            return text
        worst = group.failed["worst"][0]
        where = words.DIFFERS_AT.format(
            case=group.failed["case"], index=worst["index"], yours=number(worst["yours"])
        )  # fmt: skip
        return Text(f"{text.en}; {where.en}", f"{text.zh}；{where.zh}")


def number(value: float | str) -> str:
    """A number of a report, which is a word where JSON has none for it."""
    return value if isinstance(value, str) else f"{value:.{DIGITS}g}"
