"""`gradlings mock`: the interviews so far, and the report of one as Markdown."""

import pytest

from quiz.log import Log, device_id
from quiz.mock.item import Item
from quiz.paths import find_paths
from quiz.zone import local_now


@pytest.fixture
def held(home):
    """Two interviews on an open question: one that is over, one that is not."""
    paths = find_paths({"GRADLINGS_HOME": str(home)})
    log = Log.open(paths.log, device_id(paths.device), local_now)
    items = [Item("open", "mlp", 2, 240, "core:gone/no-such#open", 1).to_json()]
    begun = {"minutes": 20, "seed": 1, "topics": [], "code": False, "items": items}
    first = log.append("mock_begun", begun).id
    for kind, body in (
        ("answered", {"item": 0, "answer": {"texts": ["|x|"]}, "text": "|x|", "ms": 61_000}),
        ("ended", {"ms": 0}),
        ("marked", {"item": 0, "verdict": "self", "score": 0.5, "ticked": ["a", "b"], "points": 4}),
    ):
        log.append(f"mock_{kind}", {"mock": first, **body})
    log.append("mock_begun", begun)
    log.close()


def test_without_an_interview_that_is_said(run):
    assert "None yet" in run("mock", "list").out
    assert "None yet" in run("mock", "export").complaint


def test_the_list_keeps_machine_and_self_assessed_apart(held, run):
    first, second = run("mock", "list").out.splitlines()
    assert first.startswith("1  ")
    assert "machine-marked – (n = 0), self-assessed 50 % (n = 1), exercise –" in first
    assert second.endswith("not over yet")
    assert "自评 50 %" in run("--lang=zh", "mock", "list").out


@pytest.mark.parametrize(("language", "said"), [("en", "then i"), ("zh", "再按 i")])
def test_mock_alone_lists_them_and_says_what_to_type(held, run, language, said):
    alone, listed = (run("--lang", language, "mock", *part) for part in ([], ["list"]))
    assert (alone.code, alone.err) == (0, "")
    assert alone.out.startswith(listed.out)
    for typed in (said, "`gradlings mock export N`"):
        assert typed in alone.out.replace("\n", " ").replace("  ", " ")
    assert run("mock", "exprot").code == 2


def test_a_report_is_printed_or_written_once(held, run, tmp_path):
    printed = run("mock", "export", "1").out
    assert printed.startswith("# Mock interview of 20 minutes")
    assert "Self-assessed: 50 % (n = 1, 2 of 4 key points)" in printed
    assert "(1:01 / 4:00)" in printed
    file = tmp_path / "report.md"
    assert str(file) in run("mock", "export", "1", "-o", str(file)).out
    assert file.read_text(encoding="utf-8") == printed
    assert "another name" in run("mock", "export", "1", "-o", str(file)).complaint
    assert "cannot be written" in run("mock", "export", "1", "-o", str(tmp_path / "no" / "such.md")).complaint


@pytest.mark.parametrize(
    ("number", "said"), [("3", "no mock interview 3"), ("0", "no mock interview 0"), ("2", "not over")]
)
def test_what_cannot_be_exported_is_refused(held, run, number, said):
    ran = run("mock", "export", number)
    assert ran.code == 2
    assert said in ran.complaint
