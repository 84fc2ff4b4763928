"""Points that a person has set: `overrides.csv`, which belongs to the teacher and survives every regrade.

Owns the file's columns and every complaint about it, all at once, each with its line and the remedy. Refuses to write
the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from exercises.content import Text
from grader.escape import cell, plain
from grader.gradebook.policy import moment

COLUMNS = ("student", "exercise", "points", "reason", "who", "when")
MOST_POINTS = 100.0


@dataclass(frozen=True)
class Override:
    """One line."""

    student: str
    exercise: str
    points: float
    """From 0 to 100; lateness takes nothing off."""
    reason: str
    who: str
    when: str
    line: int

    @property
    def key(self) -> tuple[str, str]:
        """What it is looked up by."""
        return key_of(self.student, self.exercise)


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong with one line, and what to do."""

    line: int
    text: Text


class BadOverrides(Exception):
    """The file cannot be used as it is."""

    def __init__(self, path: Path, complaints: Sequence[Complaint]) -> None:
        super().__init__("\n".join(f"{path}, line {each.line}: {each.text.en}" for each in complaints))
        self.path = path
        self.complaints = tuple(complaints)


Overrides = Mapping[tuple[str, str], Override]
NONE: Overrides = MappingProxyType({})


def key_of(student: str, exercise: str) -> tuple[str, str]:
    """The same whether the student was typed as in the record or copied out of a table that we wrote."""
    return cell(student), exercise.strip()


def read_overrides(path: Path) -> Overrides:
    """Every line of the file; there may be no file. Raises BadOverrides with all that is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return NONE
    except OSError as error:
        raise BadOverrides(
            path, [_said(0, f"cannot be read: {error.strerror}", f"无法读取：{error.strerror}")]
        ) from error
    except UnicodeDecodeError as error:
        bad = _said(1, "is not UTF-8; save it as `CSV UTF-8`", "不是 UTF-8 编码；请另存为“CSV UTF-8”")
        raise BadOverrides(path, [bad]) from error
    reading = _Reading()
    try:
        reading.read(text)
    except csv.Error as error:
        reading.complain(
            reading.line, f"is no CSV ({error}); mend its quotes", f"不是合法的 CSV（{error}）；请检查引号"
        )
    if reading.complaints:
        raise BadOverrides(path, reading.complaints)
    return reading.found


@dataclass
class _Reading:
    found: dict[tuple[str, str], Override] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    line: int = 1

    def complain(self, line: int, en: str, zh: str) -> None:
        self.complaints.append(_said(line, en, zh))

    def read(self, text: str) -> None:
        head = text.partition("\n")[0]
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True)
        columns = [name.strip().lower() for name in next(rows, [])]
        if sorted(columns) != sorted(COLUMNS):
            listed = ",".join(COLUMNS)
            self.complain(1, f"the columns must be {listed}", f"第一行必须是 {listed}")
            return
        self.line = 1 + rows.line_num
        for values in rows:
            line, self.line = self.line, 1 + rows.line_num
            if any(value.strip() for value in values):
                self._take(line, dict(zip(columns, map(plain, values), strict=False)))

    def _take(self, line: int, row: Mapping[str, str]) -> None:
        for name in COLUMNS:
            if not row.get(name):
                self.complain(line, f"{name} is empty; fill it in", f"{name} 为空；请填写")
        points = _points(row.get("points", ""))
        if row.get("points") and points is None:
            said = row["points"]
            self.complain(
                line, f"points is {said!r}; write a number from 0 to 100", f"points 是 {said!r}；请写 0 到 100 的数"
            )
        if row.get("when") and moment(row["when"]) is None:
            said = row["when"]
            self.complain(
                line, f"when is {said!r}; write a day as 2026-11-20", f"when 是 {said!r}；日期请写成 2026-11-20"
            )
        if (self.complaints and self.complaints[-1].line == line) or points is None:
            return
        override = Override(**{**row, "points": points, "line": line})  # type: ignore[arg-type]
        first = self.found.setdefault(override.key, override)
        if first is not override:
            self.complain(
                line,
                f"line {first.line} is for the same student and exercise; keep one of them",
                f"与第 {first.line} 行是同一学生的同一练习；请只保留一行",
            )


def unmatched(overrides: Iterable[Override]) -> list[Complaint]:
    """What to say of lines for which there is no submission and nobody in the roster."""
    return [
        _said(
            each.line,
            f"nobody {each.student!r} has anything for {each.exercise!r}; copy both as results.csv has them",
            f"本次评分中没有学生 {each.student!r} 的练习 {each.exercise!r}；请按 results.csv 中的写法填写",
        )
        for each in overrides
    ]


def _points(said: str) -> float | None:
    try:
        points = float(said.replace(",", "."))
    except ValueError:
        return None
    return points if 0 <= points <= MOST_POINTS else None


def _said(line: int, en: str, zh: str) -> Complaint:
    return Complaint(line, Text(en, zh))
