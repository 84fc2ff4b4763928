"""`doctor`: what holds submissions on this machine, proven by trying, and what would hold them better."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.commands.console import NOT_PASSED, PASSED, Console
from quiz.desk import Desk
from quiz.words import Words
from quiz.wrapping import cells, render

if TYPE_CHECKING:
    from grader.doctor import Examination


def doctor(_: Namespace, desk: Desk, console: Console) -> int:
    """Exit code 0 where others' files may be graded, 1 where only one's own should be."""
    from grader.doctor import examine  # noqa: PLC0415  # NumPy, 100 ms that no other command of this kind pays

    found = examine(os.environ)
    console.say(*_lines(found, desk.words, console.width))
    return PASSED if found.level in ("A", "B") else NOT_PASSED


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
