"""Hostile text, in every place it can go."""

import csv
import io
import unicodedata

import pytest
from markdown_it import MarkdownIt

from grader.escape import block, cell, code, fenced, file_names, markdown, plain

HOSTILE = [
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "  =1", "\ufeff=1", "x;=1", 'a"b,c\nd',
    "<script>alert(1)</script>", "[click](javascript:alert(1))", "![x](http://evil/x.png)", "http://evil.example/x",
    "www.evil.example", "# head", "1. list", "- item", "```\nfence", "`tick", "a | b", "***bold***", "_it_", "a&lt;b",
    "\x1b[31mred\x1b[0m", "nul\x00", "bell\x07", "\udcff", "\u202egnp.exe", "line\u2028sep", "~~gone~~", "$x$", "\\",
    "王小明", "😀", "O'Brien", "אבג", "", "__init__", "<!-- c -->", "&amp;", "> quote", "===",
]  # fmt: skip
PARSER = MarkdownIt("gfm-like", {"html": True})


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_cell_is_one_line_and_no_formula_for_any_separator(text):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow([cell(text)])
    ((read,),) = csv.reader(io.StringIO(file.getvalue()), strict=True)
    assert read == cell(text)
    assert not read.strip().startswith(tuple("=+-@＝＋－＠"))
    assert read.isprintable()
    assert file.getvalue().count("\n") == 1


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_markdown_it_is_the_text_and_nothing_else(text):
    tokens = PARSER.parse(f"**x** {markdown(text)}")
    kinds = {token.type for token in tokens[1].children}
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert kinds <= {"text", "strong_open", "strong_close", "text_special"}
    shown = "".join(token.content for token in tokens[1].children if token.type.startswith("text"))
    assert shown.strip() == f"x {plain(text)}".strip()


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_as_the_first_of_a_list_item_it_begins_nothing(text):
    kinds = {token.type for token in PARSER.parse(f"- {markdown(text) or 'x'}")}
    assert kinds == {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close",
        "bullet_list_close",
    }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_code_stays_code(text):
    (fence,) = PARSER.parse(fenced(f"{text}\nend"))
    assert fence.type == "fence"
    assert fence.content.rstrip("\n") == block(f"{text}\nend")
    row = PARSER.parse(f"| a | b |\n| --- | --- |\n| {code(text)} | c |")
    cells = [token.children for token in row if token.type == "inline"][2:]
    assert [[child.type for child in children] for children in cells] == [["code_inline"], ["text"]]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_line_is_printable_and_utf_8(text):
    assert plain(text).isprintable()
    block(text).encode()
    assert "\x1b" not in block(text)


def test_file_names_are_safe_everywhere_and_all_different():
    students = [
        *HOSTILE, "Ann", "ann", "ANN", "caf\u00e9", "cafe\u0301", "CON", "con.py", "nul", "../../etc/passwd", "a/b",
        "a\\b", "C:\\x", ".hidden", "trailing.", "trailing ", "x" * 300, "x" * 299 + "y", "字" * 100, "a b",
        "a_b", "ﬁ", "fi", "ann-0123456789", "Straße", "STRASSE",
    ]  # fmt: skip
    names = file_names(students)
    folded = {unicodedata.normalize("NFKC", name).casefold() for name in names.values()}
    assert len(folded) == len(set(students)) == len(names)
    for name in names.values():
        assert name
        assert not set(name) & set('<>:"/\\|?*\x00 ')
        assert name[0] not in ".-"
        assert name[-1] not in ". "
        assert name.partition(".")[0].lower() not in {"con", "nul", "aux", "prn"}
        assert len(name.encode()) <= 100
    assert names == {student: file_names(sorted(students, reverse=True))[student] for student in names}


def test_an_ordinary_name_stays():
    assert file_names(["ann.lee", "王小明", "12345"]) == {"ann.lee": "ann.lee", "王小明": "王小明", "12345": "12345"}
