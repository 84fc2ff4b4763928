"""An error report that a learner may send: which card or finding, and what is needed to see the same again.

Owns what is in it, completely: nothing of the learner's files, paths or names gets in but the answer given. Refuses to
send it, and to overwrite anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.version import VERSION
from quiz.words import Words

if TYPE_CHECKING:
    from grader.report import Report
    from quiz.mark import Answer
    from quiz.variants import Posed


@dataclass(frozen=True)
class Complaint:
    """What is complained about, as names and values; the names are keys of the interface's words."""

    about: str
    """A card's or an exercise's id."""
    facts: Mapping[str, str]


def of_card(posed: Posed, answer: Answer | None, fingerprint: str, isolation: str) -> Complaint:
    """About a question, before it is answered (`answer` None) or after."""
    given = json.dumps(answer.to_json(), ensure_ascii=False) if answer else ""
    facts = {"card": posed.card, "fingerprint": fingerprint, "seed": str(posed.seed), "answer": given}
    if posed.kind == "line":
        facts["salt"] = f"{posed.card}:{posed.seed}"
    return Complaint(posed.card, {**facts, "isolation": isolation})


def of_report(report: Report) -> Complaint:
    """About a judgement and the findings that it names. The code stays with the learner, who may add it."""
    facts = {
        "exercise": f"{report.exercise} ({report.exercise_sha[:12]})",
        "verdict": report.verdict if report.stage is None else f"{report.verdict} ({report.stage})",
        "findings": ", ".join(f"{finding.id} ({finding.where})" for finding in report.findings),
        "salt": report.salt,
        "isolation": report.isolation,
    }
    return Complaint(report.exercise, facts)


def write(complaint: Complaint, folder: Path, words: Words) -> Path:
    """Into a new file in this folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^A-Za-z0-9]+", "-", complaint.about).strip("-")
    text = "\n".join(_lines(complaint, words)) + "\n"
    for number in count(1):
        path = folder / f"{name}-{number}.md"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            continue
        break
    return path


def _lines(complaint: Complaint, words: Words) -> Iterator[str]:
    empty = {"findings": "complaint.none", "answer": "complaint.no_answer", "isolation": "complaint.nothing_run"}
    yield f"# {words('complaint.title', about=complaint.about)}"
    yield ""
    for name, value in {**complaint.facts, "version": VERSION, "language": words.language}.items():
        said = _code(value) if value else words(empty[name])
        yield "- " + words("complaint.row", name=words(f"complaint.{name}"), value=said)
    yield ""
    yield f"## {words('complaint.yours')}"
    yield ""
    yield words("complaint.add")


def _code(value: str) -> str:
    """As a code span that ends where it should, whatever was answered."""
    fence = "`" * (max(map(len, re.findall("`+", value)), default=0) + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{value}{pad}{fence}"
