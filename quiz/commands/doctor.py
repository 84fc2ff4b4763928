"""`doctor`: the terminal, the files, and what holds submissions on this machine, proven by trying.

Owns how it is printed, and the exit code, which is about isolation only. What is good enough elsewhere stands in
`surroundings`.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from quiz.commands.console import NOT_PASSED, PASSED, Console
from quiz.desk import Desk
from quiz.ruler import widths
from quiz.surroundings import AMBIGUOUS, RULER, WIDE, Finding, files, terminal, versions
from quiz.words import Words
from quiz.wrapping import cells, render

if TYPE_CHECKING:
    from grader.doctor import Examination

SIGNS = {True: "✓", False: "✗", None: "·"}


def doctor(args: Namespace, desk: Desk, console: Console) -> int:
    """Exit code 0 where others' files may be graded, 1 where only one's own should be."""
    from grader.doctor import examine  # noqa: PLC0415  # NumPy, 100 ms that no other command of this kind pays

    looked = [*_terminal(), *files(desk), versions()]
    isolation = examine(os.environ)
    if args.json:
        rows = [{**asdict(row), "said": row.said[desk.language], "remedy": row.remedy[desk.language]} for row in looked]
        console.say(json.dumps({"findings": rows, "isolation": asdict(isolation)}, ensure_ascii=False, indent=2))
    else:
        console.say(*_findings(looked, desk.words, console.width), "", *_lines(isolation, desk.words, console.width))
    return PASSED if isolation.level in ("A", "B") else NOT_PASSED


def _terminal() -> Iterator[Finding]:
    """Asked and measured where there is one."""
    there = sys.stdin.isatty() and sys.stdout.isatty()
    measured = widths((*AMBIGUOUS, WIDE), sys.stdin.fileno(), sys.stdout.fileno()) if there else None
    size = os.get_terminal_size(sys.stdout.fileno()) if there else None
    return terminal(os.environ, (size.columns, size.lines) if size and size.columns else None, measured)


def _findings(findings: list[Finding], words: Words, width: int) -> Iterator[str]:
    yield words("doctor.here")
    for finding in findings:
        first, *rest = render(finding.said[words.language], width - 4)
        yield f"  {SIGNS[finding.good]} {first}"
        yield from (f"    {line}" for line in rest)
        if finding.name == "width":
            yield from (f"    {line}" for line in ("123456789", RULER))
        if finding.remedy:
            yield from (f"    {line}" for line in render(f"→ {finding.remedy[words.language]}", width - 4))


def _lines(found: Examination, words: Words, width: int) -> Iterator[str]:
    yield words("doctor.level", level=found.level, layers=" + ".join(found.layers))
    yield from render(words(f"doctor.means.{found.level}"), width)
    if found.probes:
        yield ""
        yield words("doctor.tried")
        yield from _table(found, words)
    yield ""
    yield words("doctor.system", system=found.system)
    yield words("doctor.extended" if found.extended else "doctor.not_extended")
    for advice in _advice(found, words):
        yield ""
        yield from render(advice, width)


def _table(found: Examination, words: Words) -> Iterator[str]:
    names = {probe: words(f"doctor.probe.{probe}") for probe in found.probes}
    wide = max(map(cells, names.values()))
    for probe, how in found.probes.items():
        sign, said = ("✗", words("doctor.open")) if how == "open" else ("✓", words("doctor.refused", how=how))
        yield f"  {sign} {names[probe]}{' ' * (wide - cells(names[probe]))}  {said}"


def _advice(found: Examination, words: Words) -> Iterator[str]:
    if found.plain == "asked":
        yield words("doctor.asked")
    elif found.plain:
        yield words("doctor.no_lock", why=found.plain)
    elif "open" in found.probes.values():
        yield words("doctor.holes")
    if found.unwrapped:
        yield words("doctor.no_bwrap", why=found.unwrapped)
