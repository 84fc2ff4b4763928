"""The page: what stands where, in both languages, and what nothing that students wrote can change."""

import base64
import hashlib
import re
from datetime import datetime

import pytest

from grader.gradebook import Policy, standings
from grader.gradebook.overrides import Override
from grader.gradebook.page import About, Run, page_html
from grader.handed import NOT_ALLOWED
from grader.report import Printed, TraceFrame
from grader.similar import Aligned, Ranking, SimilarPair
from tests.grader.gradebook.conftest import report
from tests.grader.gradebook.page.conftest import RUN
from tests.grader.test_escape import HOSTILE

ATTACKS = [
    *HOSTILE, "<script>document.title='owned'</script>", "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">", "\"><svg onload=document.title='owned'>", "</style><style>*{}",
    "</bdi></td></tr></tbody></table>", "--><!--", "]]>", "{{7*7}}", "javascript:alert(1)", "</title>", "&lt;b&gt;",
]  # fmt: skip

TWO = Ranking((SimilarPair(("ann", "y"), ("x",), 0.5, (Aligned("a", "b", True),)),), left_out=("y",))


def hostile(row):
    """Every attack in every place that a student writes to."""
    for number, text in enumerate(ATTACKS):
        trace = (TraceFrame(1, text, text, None, (text,)),)
        told = report("fail", trace=trace, output=text, outputs=(Printed(text, text, text),), isolation=text)
        said = {"en": text, "zh": text}
        told |= {"message": said, "notes": [{"id": text, "hidden": True, **said}]}
        told["findings"] = [{"id": text, "where": text, **said}]
        for check in told["checks"]:
            check |= {"case": text, "id": text or "id"}
        made = row(student=f"{text}{number}", name=text, file=text, exercise=text or "e", at=text)
        made.report.clear()
        made.report.update(told)
        yield made
        yield row(student=f"gone {text}{number}", verdict="missing", fault=said)


def elements(page):
    return {(each.name, *sorted(each.attributes)) for each in page.root.all("*")}


def test_whatever_students_write_adds_no_kind_of_element_or_attribute(row, page):
    rows = list(hostile(row))
    pairs = [SimilarPair((text, "y"), (text,), 0.5, (Aligned(text, text, True),)) for text in ATTACKS]
    tame = [row(name="Ann", output="x"), row(student="bob", verdict="missing"), row(student="cy", exercise="b")]
    for check in tame[0].report["checks"]:
        check["id"] = "one"
    known = elements(page(tame, similar={"a": TWO, "b": TWO}))
    shown = page(rows, similar={"a": Ranking(tuple(pairs), left_out=tuple(ATTACKS)), "b": Ranking()})
    assert elements(shown) <= known
    assert len(shown.students) == len(rows)
    (title,) = shown.root.all("title")
    assert title.text.startswith("Results: ")
    assert not {"script", "style"} & {each.name for each in shown.section("students").all("*")}
    assert {each.attributes["href"][0] for each in shown.root.all("a")} == {"#"}


def test_nothing_is_loaded_and_only_our_own_script_may_run(row, write):
    text = write([row()]).read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#x27;", "'")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        inside = re.search(rf"<{name}[^>]*>(.*?)</{name}>", text, re.DOTALL)[1]
        assert f"{name}-src 'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'" in policy
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|https?:", text)


def test_the_header_says_how_the_rows_came_about(row, page):
    (header,) = page([row()]).root.all("header")
    told = {each.all("dt")[0].text: each.all("dd")[0].text for each in header.all("div")}
    assert told["Salt"] == "5a17"
    assert told["Limits"] == "5 s, 512 MB"
    assert told["Isolation"] == "B: seccomp"
    assert told["When"] == "2026-11-22 18:00:00+01:00"
    assert told["Version"] == "gradlings 0.1.0"
    assert told["Students read"].startswith("full")
    assert not header.all("p", class_="warning")


def test_weak_isolation_is_warned_of_even_where_only_one_report_has_it(row, page):
    (header,) = page([row(), row(student="bob", isolation="D: rlimits")]).root.all("header")
    assert header.all("p", class_="warning")
    assert "B: seccomp (1) · D: rlimits (1)" in header.text
    (header,) = page([], run=Run("s", "0", "C", "")).root.all("header")
    assert header.all("p", class_="warning")


def test_points_are_a_column_for_every_ten_and_one_for_all(row, page):
    rows = [row(student=f"s{n}", score=score) for n, score in enumerate((0.0, 0.05, 0.5, 0.999, 1.0, 1.0))]
    (chart,) = page([*rows, row(student="x", verdict="infra")]).section("points").all("svg")
    said = dict(re.findall(r"(\S+) – (\d+)", chart.attributes["aria-label"]))
    assert said == {"0–9": "2", "50–59": "1", "90–99": "1", "100": "2"} | {
        f"{n}0–{n}9": "0" for n in (1, 2, 3, 4, 6, 7, 8)
    }
    assert len(chart.all("rect")) == 4


def test_a_check_has_the_share_of_submissions_that_fail_it_and_miss_it(row, page):
    rows = [row(), row(student="b", verdict="pass"), row(student="c", verdict="pass"), row(student="d")]
    section = page([*rows, row(student="e", verdict="infra"), row(student="f", verdict="missing")]).section("checks")
    lines = {line.all("td")[0].text: [cell.text for cell in line.all("td")] for line in section.all("tr")[1:]}
    assert lines["gradient:dw"] == ["gradient:dw", "50 %", "", "2", ""]
    assert lines["repeat"] == ["repeat", "0 %", "", "0", "not reached for 2"]
    assert "No submission fails: loads" in section.text


def test_mistakes_are_counted_with_what_was_found(row, page):
    rows = [row(student=f"s{n}") for n in range(3)]
    other = row(student="x")
    other.report["findings"] = [{"id": "g", "where": "forward:y", "en": "rare <one>", "zh": "少见"}]
    unnamed = row(student="y", findings=())
    section = page([*rows, other, unnamed]).section("mistakes")
    lines = [[cell.text for cell in line.all("td")] for line in section.all("tr")[1:]]
    assert lines == [["3", "f", "gradient:dw", "the cause"], ["1", "g", "forward:y", "rare <one>"]]
    assert section.all("a")[0].attributes["href"] == "#q=f%20gradient%3Adw"
    assert "No cause was named for 1; the first stage that failed: gradient 1" in section.text


def test_rarer_mistakes_are_folded(row, page):
    rows = [row(student=f"s{n}") for n in range(12)]
    for n, each in enumerate(rows):
        each.report["findings"][0]["id"] = f"f{n}"
    section = page(rows).section("mistakes")
    assert section.all("summary")[0].text == "4 rarer ones"
    assert len(section.all("details")[0].all("tr")) == 4


def test_the_slowest_are_named_and_linked(row, page):
    rows = [row(student=f"s{n}", ms=1000.0 * n) for n in range(8)]
    section = page(rows).section("time")
    assert [link.text for link in section.all("a")] == ["s7", "s6", "s5", "s4", "s3"]
    assert section.all("a")[0].attributes["href"] == "#s7"
    assert "Median 4.00 s, 95 % within 7.00 s, all together 28.0 s." in section.text


def test_similar_pairs_are_links_with_both_files_beside_each_other(row, page):
    pairs = (SimilarPair(("ann", "bob"), ("solution.py",), 0.875, (Aligned("y = x @ w", "y = a @ b", True),)),)
    section = page([row(name="Ann"), row(student="bob")], similar={"a": Ranking(pairs)}).section("similar")
    assert section.all("summary")[0].text == "Ann, bob – solution.py 88 % in common"
    assert [head.text for head in section.all("th")] == ["ann, bob", "solution.py"]
    assert [cell.text for cell in section.all("tr", class_="alike")[0].all("td")] == ["y = x @ w", "y = a @ b"]
    assert [link.attributes["href"] for link in section.all("a")] == ["#s0", "#s1"]


@pytest.mark.parametrize(
    ("similar", "said"),
    [
        ({}, "were not compared"),
        ({"a": Ranking()}, "No two files"),
        ({"a": Ranking(too_short=True, left_out=("ann",))}, "so short that independent ones are alike"),
        ({"a": Ranking(rarest_only=True)}, "so many files that only what few of them share"),
        ({"a": Ranking(left_out=("ann", "<b>"))}, "Not compared (too little of their own, or too large): ann, <b>"),
    ],
)
def test_what_could_not_be_compared_is_said(row, page, similar, said):
    assert said in page([row()], similar=similar).section("similar").text


def test_students_stand_in_the_order_of_their_names_however_they_came(row, page):
    rows = [row(student="3", name="ann"), row(student="1", name="Bob"), row(student="2", verdict="pass")]
    students = page(rows).students
    assert [each.all("a")[0].text for each in students] == ["2", "ann", "Bob"]
    assert [each.attributes["class"] for each in students] == ["pass", "fail", "fail"]
    assert [each.attributes["id"] for each in students] == ["s0", "s1", "s2"]


def test_without_the_script_everybody_is_there_and_nothing_that_needs_it(row, page):
    shown = page([row(), row(student="bob")])
    assert not [each for each in shown.root.all("*", hidden="") if each.attributes.get("id") != "tools"]
    assert shown.root.all("div", id="tools", hidden="")
    assert [each.all("a")[0].attributes["href"] for each in shown.students] == ["#s0", "#s1"]


def test_a_student_has_message_cause_place_numbers_checks_and_output(row, page):
    (student,) = page([row(at="2026-11-20T18:00:00+01:00")]).students
    sheet = student.all("div", class_="sheet")[0].text
    for text in (
        "dw[0, 1] is 2.5", "the cause", "line 3 f: x @ w", "x (2, 3)", "a note", "printed\n", "B",
        "handed in 2026-11-20", "Passed: loads", "Not reached: repeat",
    ):  # fmt: skip
        assert text in sheet
    (worst,) = student.all("table", class_="worst")
    assert [cell.text for cell in worst.all("td")] == ["[0, 1]", "2.5", "7.65432"]
    (cases,) = student.all("table", class_="cases")
    assert [cell.text for cell in cases.all("td")] == ["gradient:dw", "0/2", "✕✕", "every case"]


def test_hidden_cases_are_marked_and_what_the_student_reads_is_said(row, page):
    (student,) = page([row(hidden=True)]).students
    assert "in hidden cases" in student.all("p", class_="said")[0].text
    assert "there are hidden cases, too" in student.all("p", class_="told")[0].text
    assert "■■ hidden ✕" in student.all("td", class_="signs")[0].text
    (student,) = page([row()], level="verdict").students
    assert student.all("p", class_="told")[0].text == "The student reads: the verdict only"


def test_points_that_a_person_set_and_faults_have_their_reason(row, page):
    set_by = Override("bob", "layers/dense", 80.0, "ill", "Ms Li", "2026-11-25", 2)
    refused = row(verdict="missing", fault={"en": "a bomb", "zh": "炸弹"})
    ann, bob, cy = page([refused, row(student="bob"), row(student="cy", verdict="infra")], overrides=[set_by]).students
    assert "a bomb" in ann.text
    assert "set to 80 by Ms Li on 2026-11-25: ill" in bob.text
    assert "set by hand" in bob.all("em")[0].text
    assert [cell.text for cell in cy.all("tr")[0].all("td")][2:4] == ["not judged", "–"]


def test_a_pass_says_so_in_a_line(row, page):
    (student,) = page([row(verdict="pass")]).students
    assert "All 5 checks pass on 3 cases (1 of them hidden)." in student.text
    assert not student.all("table")


def test_long_outputs_are_cut_and_say_so(row, page):
    (student,) = page([row(output="x" * 5000)]).students
    assert student.all("pre")[-1].text == "x" * 2000 + " … (+3000)"
    assert "5000 characters" in student.text


def test_in_chinese_nothing_of_ours_is_english(row, write):
    text = write([row(name="王小明"), row(student="b", verdict="pass")], language="zh").read_text("utf-8")
    ours = re.sub(r"<(script|style)\b.*?</\1>|<code>.*?</code>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert '<html lang="zh-CN">' in text
    assert "原因" in ours
    for english in ("Points", "passed", "Student", "hidden", "seconds", "the cause", "Filter", "case "):
        assert english not in ours


def test_the_page_of_nobody_is_a_page(page):
    shown = page([])
    assert shown.students == []
    assert "0 submissions".replace(" ", "") in shown.section("overview").text.replace(" ", "")


def test_what_was_there_stays_where_it_cannot_be_finished(row, write, tmp_path):
    path = write([row()])
    before = path.read_bytes()
    chosen = standings([row()], Policy())
    with pytest.raises(OSError, match="full"), page_html(path, chosen.summary, About(RUN)):
        raise OSError("the disk is full")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]


def test_reports_do_not_stay_in_memory(row, write):
    """Each is gone before the next but one comes: counting those that are alive shows the most that ever were."""
    alive, most = set(), 0

    class Counted(dict):
        def __init__(self, *values):
            nonlocal most
            super().__init__(*values)
            alive.add(id(self))
            most = max(most, len(alive))

        def __del__(self):
            alive.discard(id(self))

    class Rows:
        def __iter__(self):
            for n in range(50):
                made = row(student=f"s{n}")
                yield type(made)(**{**vars(made), "report": Counted(made.report)})

    write(Rows())
    assert most <= 4


def test_late_is_said(row, tmp_path):
    deadline = Policy(deadline=datetime.fromisoformat("2026-11-20T12:00+00:00"))
    chosen = standings([row(at="2026-11-20T15:00:00+00:00")], deadline)
    with page_html(tmp_path / "page.html", chosen.summary, About(RUN)) as sink:
        sink(next(iter(chosen)))
    assert "<em>late</em>" in (tmp_path / "page.html").read_text("utf-8")


def test_whoever_was_stopped_is_listed_and_can_be_filtered(row, page):
    said = {"id": NOT_ALLOWED, "en": "tried to open <b>", "zh": "试图打开 <b>", "hidden": False}
    rows = [row(student="ann", verdict="pass"), row(student="bob", verdict="blocked"), row(student="cy")]
    for made in rows[:2]:
        made.report["notes"].append(said)
    shown = page(rows)
    assert [item.text for item in shown.section("tried").all("li")] == [
        "ann tried to open <b>",
        "bob tried to open <b>",
    ]
    assert [each.attributes["class"] for each in shown.students] == ["pass tried", "blocked tried", "fail"]
    assert [len(each.all("em", class_="stopped")) for each in shown.students] == [1, 0, 0]
    assert page(rows[2:]).section("tried").all("p")[0].text == "Nothing was stopped."
    assert page(rows, language="zh").section("tried").all("h2")[0].text == "不被允许的操作"
