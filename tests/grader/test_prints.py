"""What a submission prints is shown under the case that printed it, however much of it there is."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace

import pytest

from exercises.catalog import Catalog, Limits
from grader import Grader, Options
from grader.report import Printed
from grader.sandbox.child import OUTPUT_KEPT, PART_KEPT, Drain
from grader.sandbox.prints import Prints
from grader.shown import printed

DENSE = Catalog().get("layers/dense")


def drained(data: bytes) -> list[tuple[str, str]]:
    reading, writing = os.pipe()
    drain = Drain(reading)
    drain.start()
    os.write(writing, data[: 1 << 16])
    for at in range(1 << 16, len(data), 1 << 16):
        os.write(writing, data[at : at + (1 << 16)])
    os.close(writing)
    drain.join()
    return drain.parts()


@contextmanager
def printing():
    """Prints onto a pipe, and what has come out of it so far."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    streams = sys.stdout, sys.stderr

    def came() -> str:
        try:
            return os.read(reading, 1 << 16).decode()
        except BlockingIOError:
            return ""

    try:
        yield Prints(writing), came
    finally:
        sys.stdout.close()
        sys.stdout, sys.stderr = streams
        os.close(reading)
        os.close(writing)


def test_a_heading_comes_before_the_first_print_of_each_call_and_only_there():
    with printing() as (prints, came):
        print("loading")
        assert came() == "loading\n"
        prints.begin("tiny", "f")
        prints.begin("tiny", "g")
        assert came() == ""
        print("a", file=sys.stderr)
        print("b", end="")
        assert came() == "\x1etiny\x1fg\na\n"
        prints.begin("tiny", "g")
        print("c")
        print("d")
        prints.begin("", "g")
        print("timed")
        assert came() == "b\x1etiny\x1fg\nc\nd\n\x1e\ntimed\n"


def test_a_stream_that_was_closed_ends_nothing():
    with printing() as (prints, came):
        sys.stdout.close()
        prints.begin("tiny", "f")
        assert came() == ""


def test_a_flood_in_one_part_leaves_room_for_the_others():
    parts = drained(b"\x1ea\x1ff\n" + b"x" * 10**6 + b"\x1eb\x1ff\nhere\n")
    assert parts[0] == ("", "")
    assert [heading for heading, _ in parts[1:]] == ["a\x1ff", "b\x1ff"]
    assert PART_KEPT - 100 < len(parts[1][1]) <= PART_KEPT
    assert parts[2][1] == "here\n"


@pytest.mark.parametrize("flood", [b"\x1e" * 10**6, b"\x1ea\x1ff\nxyz" * 10**5, b"\x1e\x1f\n" + b"\n" * 10**6])
def test_all_parts_together_are_bounded(flood):
    parts = drained(flood)
    assert sum(len(heading) + len(said) for heading, said in parts) <= OUTPUT_KEPT
    assert len(parts) <= OUTPUT_KEPT // 64 + 2


def test_escape_sequences_reach_no_terminal():
    [_, (heading, said)] = drained(b"\x1e\x1b[2Jcase\x1f\x1b]0;x\nred \x1b[31m\n")
    assert said == "red [31m\n"
    [part] = printed([("", ""), (heading, said)])
    assert (part.case, part.function) == ("[2Jcase", "]0;x")


def test_what_a_function_prints_again_is_told_once_and_timed_work_never():
    parts = [
        ("", "hello\n"),
        ("tiny\x1ff", "x (2, 3)\n"),
        ("odd\x1ff", "odd\n"),
        ("tiny\x1fg", "first\n"),
        ("tiny\x1ff", "x (2, 3)\n"),
        ("wide\x1fg", "  \n"),
        ("tiny\x1fg", "second\n"),
        ("", "x (64, 3)\n" * 100),
    ]
    assert printed(parts) == (
        Printed("", "", "hello\n"),
        Printed("tiny", "f", "x (2, 3)\n"),
        Printed("tiny", "g", "first\nsecond\n"),
        Printed("odd", "f", "odd\n"),
    )


def test_a_report_holds_prints_by_case_and_function_and_as_plain_text(grader: Grader):
    source = "print('loaded')\n" + DENSE.solution.replace(
        "    dw = x.T @ dy", "    print('dy', dy.shape)\n    print('w', w.shape)\n    dw = x.T @ dy"
    )
    report = grader.check(DENSE, source.encode(), Options(salt="prints"))
    assert report.passed, report.message.en
    loading, *others = report.outputs
    assert loading == Printed("", "", "loaded\n")
    cases = {check.case for check in report.checks if check.stage == "gradient"}
    assert {part.case for part in others} == cases
    assert len(others) == len(cases)
    assert all(part.function == "dense_backward" for part in others)
    assert all(len(part.text.splitlines()) == 2 for part in others)
    assert "\x1e" not in report.output
    assert report.output.startswith("loaded\ndy (")


def test_what_was_printed_before_an_endless_loop_is_there(grader: Grader):
    quick = replace(DENSE, limits=Limits(seconds=1.0))
    source = DENSE.solution.replace("    y = x @ w + b", "    print('before')\n    while True: pass\n    y = x @ w + b")
    report = grader.check(quick, source.encode(), Options(salt="prints"))
    assert report.verdict == "timeout"
    assert [(part.function, part.text) for part in report.outputs] == [("dense_forward", "before\n")]
