"""What is told of a report besides numbers: steps up to the cause, places with their values, prints."""

import pytest

from exercises.content import Text
from grader import Finding, Report
from grader.report import Printed, TraceFrame
from quiz.telling import disclosed, most_steps, printed, traced
from quiz.words import Words


def report(**more):
    return Report("layers/dense", "sha", "f.py", "sha", "salt", "fail", None, 0.0, (), Text("m", "m"), **more)


def finding(*steps):
    return Finding("one", "gradient:dw", {}, Text("why", "为何"), tuple(Text(step, f"中{step}") for step in steps))


def told(findings, step, language="en"):
    return [[line.line(Words(language)) for line in steps] for steps in disclosed(report(findings=findings), step)]


def test_every_cause_comes_with_the_last_step_however_few_come_before_it():
    both = (finding("which", "what", "why"), finding("because"))
    assert most_steps(report(findings=both)) == 3
    assert told(both, 1) == [["1. which"]]
    assert told(both, 2) == [["1. which", "2. what"]]
    assert told(both, 3) == [["1. which", "2. what", "3. The cause: why"], ["1. The cause: because"]]
    assert told(both[1:], 0) == []
    assert told(both, 3, "zh")[1] == ["1. 错因：中because"]


def test_a_finding_without_steps_has_its_place_and_its_text():
    assert told((finding(),), 1) == [["1. gradient:dw"]]
    assert told((finding(),), 2) == [["1. gradient:dw", "2. The cause: why"]]


def test_where_nothing_was_named_there_are_no_steps():
    assert most_steps(report()) == 0
    assert told((), 0) == []


@pytest.mark.parametrize(
    ("frame", "lines"),
    [
        (
            TraceFrame(3, "f", "y = a @ b", (4, 9), ("a (2,)",)),
            ["line 3, in f:", "  y = a @ b", "      ^^^^^", "  a (2,)"],
        ),
        (TraceFrame(3, "<lambda>", "乘(b)", (2, 3)), ["line 3:", "  乘(b)", "     ^"]),
        (TraceFrame(0, "", "a @ b"), ["  a @ b"]),
        (TraceFrame(3, "f", "x" * 40, (4, 9)), ["line 3, in f:", "  " + "x" * 40]),
        (TraceFrame(0, "", "c", None, ("v" * 20, "w" * 20, "z")), ["  c", "  " + "v" * 20, "  " + "w" * 20 + " · z"]),
    ],
)
def test_a_place_is_told_with_what_failed_underlined_and_values_that_fit(frame, lines):
    assert list(traced(report(trace=(frame,)), Words("en"), 30)) == lines


def test_prints_stand_under_their_case_and_a_long_one_is_cut():
    outputs = (Printed("", "", "a\n\nb\n"), Printed("tiny", "f", "x\n" * 21))
    (loading, first), (heading, lines) = printed(report(outputs=outputs), Words("zh"))
    assert (loading, first) == ("加载时：", ["a", "", "b"])
    assert (heading, lines) == ("用例 tiny，f：", ["x"] * 20 + ["……还有 1 行"])
