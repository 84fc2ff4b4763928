"""An error report holds what is needed to see the same again, and nothing else of the learner."""

import getpass
import platform
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exercises.content import Text
from grader import Finding, Report
from quiz.check import read_question
from quiz.complaint import of_card, of_report, write
from quiz.marking import Answer
from quiz.paths import Paths
from quiz.session import open_session
from quiz.variants import pose
from quiz.version import VERSION
from quiz.words import Words
from tests.packs import SAMPLE, make_core

QUESTION = read_question(SAMPLE)
CARD = "core:mlp/every-kind#count"
REPORT = Report(
    "layers/dense", "0123456789abcdef", "/home/ada/secret.py", "their-sha", "pepper", "fail", "gradient", 0.5, (),
    Text("their words"), (Finding("halved", "gradient:dw", {}, Text("t")), Finding("lost", "gradient:db", {}, Text())),
    output="their print", isolation="B: seccomp",
)  # fmt: skip


def written(complaint, folder, language="en"):
    return write(complaint, folder, Words(language)).read_text(encoding="utf-8")


def facts(text):
    return dict(line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("- "))


def test_a_report_on_a_card_says_which_variant_and_what_was_answered(tmp_path):
    said = written(of_card(pose(CARD, QUESTION, 7), Answer(texts=("12",)), "0123456789ab", ""), tmp_path)
    assert facts(said) == {
        "Card": f"`{CARD}`",
        "Answer key": "`0123456789ab`",
        "Variant seed": "`7`",
        "Answer given": '`{"texts": ["12"]}`',
        "Isolation": "no code was run",
        "gradlings": f"`{VERSION}`",
        "Language": "`en`",
    }
    assert "What is wrong?" in said


def test_before_the_answer_it_says_that_there_is_none(tmp_path):
    said = written(of_card(pose(CARD, QUESTION, 7), None, "0123456789ab", ""), tmp_path, "zh")
    assert facts(said.replace("：", ": "))["作答"] == "尚未作答"


def test_a_report_on_a_line_has_the_salt_that_draws_its_arrays_again(tmp_path):
    line = pose("core:mlp/every-kind#write", QUESTION, 3)
    said = facts(written(of_card(line, Answer(texts=("dy",)), "f", "B"), tmp_path))
    assert (said["Salt"], said["Isolation"]) == ("`core:mlp/every-kind#write:3`", "`B`")


def test_a_report_on_a_judgement_names_its_findings_and_no_file_or_text_of_the_learner(tmp_path):
    said = written(of_report(REPORT), tmp_path)
    assert facts(said) == {
        "Exercise": "`layers/dense (0123456789ab)`",
        "Verdict": "`fail (gradient)`",
        "Findings": "`halved (gradient:dw), lost (gradient:db)`",
        "Salt": "`pepper`",
        "Isolation": "`B: seccomp`",
        "gradlings": f"`{VERSION}`",
        "Language": "`en`",
    }
    assert not re.search("ada|secret|their", said)


def test_a_verdict_without_a_finding_can_be_reported_too(tmp_path):
    said = facts(written(of_report(replace(REPORT, findings=(), verdict="pass", stage=None)), tmp_path))
    assert (said["Findings"], said["Verdict"]) == ("none", "`pass`")


def test_nothing_is_ever_overwritten(tmp_path):
    complaint = of_report(REPORT)
    paths = [write(complaint, tmp_path / "reports", Words("en")) for _ in range(3)]
    assert [path.name for path in paths] == [f"layers-dense-{number}.md" for number in (1, 2, 3)]
    paths[1].write_text("mine")
    paths[0].unlink()
    write(complaint, tmp_path / "reports", Words("en"))
    write(complaint, tmp_path / "reports", Words("en"))
    assert paths[1].read_text() == "mine"


@pytest.mark.parametrize("typed", ["`", "``` \n# head", "a`b``c", "|", "</details>"])
def test_whatever_was_typed_stays_inside_its_code_span(tmp_path, typed):
    said = written(of_card(pose(CARD, QUESTION, 7), Answer(texts=(typed,)), "f", ""), tmp_path)
    [line] = [line for line in said.splitlines() if line.startswith("- Answer given: ")]
    span = line.removeprefix("- Answer given: ")
    fence = re.match("`+", span)[0]
    assert span.endswith(fence)
    assert fence not in re.findall("`+", span[len(fence) : -len(fence)])
    assert len(said.splitlines()) == 13


def test_a_session_writes_it_below_the_data_folder_and_logs_nothing(tmp_path):
    paths = Paths(tmp_path / "work", tmp_path / "data", tmp_path / "cache", make_core(tmp_path / "core"))
    session = open_session(paths, "zh", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    path = session.complain_of_card(session.pose(CARD, 1), Answer(texts=("5",)))
    assert path == tmp_path / "data/reports/core-mlp-every-kind-count-1.md"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# 报错单：{CARD}\n")
    assert not [secret for secret in (str(tmp_path), getpass.getuser() + "/", platform.node()) if secret in text]
    assert session.history.record.reviews == []
    session.close()
