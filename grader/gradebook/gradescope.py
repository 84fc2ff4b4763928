"""`results.json` for Gradescope: the result of one submission.

Owns its keys, as https://gradescope-autograders.readthedocs.io/en/latest/specs/ documents them: `score` (of the points
that the assignment has), `output`, `execution_time`, `visibility`, `stdout_visibility`, `output_format`, and `tests`
with `name`, `status`, `output`, `visibility`. The tests bear no points of their own, for checks weigh differently.

Hidden cases are one test. While it is `hidden`, only teachers see it, and it names the cases that failed; in any other
visibility it says how many checks passed. Gradescope shows students no total while a test is hidden from them. All text
is `text`: the default of the outermost output is turned into HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from exercises.content import Language
from grader.escape import block, plain
from grader.gradebook import words
from grader.gradebook.outputs import Outputs
from grader.gradebook.seen import Group, Level, Seen, number
from grader.gradebook.standings import Standing

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]


def results(standing: Standing, hidden: Visibility, outputs: Outputs) -> Mapping[str, Any]:
    """The whole file as JSON has it. Not for what nobody could judge: that has no score, and a file needs one."""
    language = outputs.language
    seen = Seen(standing.row, outputs.level)
    tests = [_test(group, seen.level, language) for group in seen.groups]
    return {
        "score": round(outputs.graded(standing) or 0.0, 4),
        "execution_time": round(standing.row.report.get("ms", 0.0) / 1000, 3),
        "output": "\n".join(_output(standing, seen, language)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [*tests, *_hidden(standing.row.report, seen, hidden, language)],
    }


def _output(standing: Standing, seen: Seen, language: Language) -> Iterator[str]:
    yield f"{standing.exercise}: {words.VERDICTS[standing.verdict][language]}"
    if standing.verdict != "pass":
        yield from (block(text[language]) for text in (seen.message, *seen.findings, seen.counterexample) if text)
    for note in seen.notes:
        yield words.NOTE.format(text=plain(note[language]))[language]
    if standing.reason:
        yield plain(standing.reason[language])
    for frame in seen.trace:
        yield plain(words.where(frame, language))
    if seen.output:
        yield f"{words.PRINTED[language]}\n{block(seen.output)}"
    if isolation := standing.row.report.get("isolation"):
        yield words.ISOLATION.format(isolation=isolation)[language]


def _test(group: Group, level: Level, language: Language) -> Mapping[str, Any]:
    told = words.VISIBLE.format(check=group.id, passed=group.passed, total=len(group.checks))[language]
    worst = group.failed["worst"] if group.failed and level == "full" else ()
    lines = [f"{each['index']} | {number(each['yours'])} | {number(each['expected'])}" for each in worst]
    head = [words.WORST_HEAD[language]] if lines else []
    return {
        "name": group.id,
        "status": "passed" if group.ok else "failed",
        "output": "\n".join([told, *head, *lines]),
        "visibility": "visible",
    }


def _hidden(
    report: Mapping[str, Any], seen: Seen, visibility: Visibility, language: Language
) -> Iterator[Mapping[str, Any]]:
    passed, total = seen.hidden
    if not total and not seen.concealed:
        return
    lines = [words.HIDDEN_COUNT.format(passed=passed, total=total)[language]]
    if visibility == "hidden":
        checks = (check for check in report.get("checks", ()) if check["hidden"] and not check["passed"])
        lines += [plain(f"{check['id']} {check['case']}") for check in checks]
        lines += [block(report["message"][language])] if seen.concealed else []
    yield {
        "name": words.HIDDEN[language],
        "status": "passed" if passed == total and not seen.concealed else "failed",
        "output": "\n".join(lines),
        "visibility": visibility,
    }
