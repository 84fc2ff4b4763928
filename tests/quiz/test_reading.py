from fractions import Fraction

import pytest

from exercises.content import Text
from quiz import reading
from quiz.reading import Unreadable

MB = Text("MB", "兆字节")
PERCENT = Text("%", "%")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12", Fraction(12)),
        (" 1 / 3 ", Fraction(1, 3)),
        ("-1/4", Fraction(-1, 4)),
        ("−0.5", Fraction(-1, 2)),
        ("+.5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("1e-3", Fraction(1, 1000)),
        ("1E3", Fraction(1000)),
        ("2.5×10^-2", Fraction(1, 40)),
        ("3 * 10**2", Fraction(300)),
        ("25%", Fraction(1, 4)),
        ("２５％", Fraction(1, 4)),
        ("１／４", Fraction(1, 4)),
        ("0。25", Fraction(1, 4)),
        ("－０．５", Fraction(-1, 2)),
        ("1,048,576", Fraction(1048576)),
        ("1 048 576", Fraction(1048576)),
        ("1，024", Fraction(1024)),
        ("0.25 MB", Fraction(1, 4)),
        ("0.25mb", Fraction(1, 4)),
        ("0.25 兆字节", Fraction(1, 4)),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_a_number_is_read_exactly(typed, expected):
    assert reading.number(typed, MB) == expected


@pytest.mark.parametrize(
    "typed",
    ["", " ", "abc", "1/0", "1/2/3", "0.25 KB", "1..2", "1,5", "0,250", "1,02", "nan", "inf", "1e99999", "--1", "x=3",
     "1+1", "9" * 10000 + "x", "%", "½x"],
)  # fmt: skip
def test_what_is_no_number_is_unreadable_and_says_what_to_type(typed):
    with pytest.raises(Unreadable) as caught:
        reading.number(typed, MB)
    assert "1/4" in caught.value.text.en
    assert "1/4" in caught.value.text.zh


@pytest.mark.parametrize("typed", ["25", "25%", "25 ％"])
def test_percent_is_not_taken_twice_where_it_is_the_unit(typed):
    assert reading.number(typed, PERCENT) == 25


@pytest.mark.parametrize(
    "typed",
    [
        "(8, 16)",
        "8x16",
        "8×16",
        "8 X 16",
        "[8,16]",
        "8,16",
        "（８，１６）",
        "8、16",
        "8 16",
        "(8, 16,)",
        "[８ｘ１６]",
        "8*16",
    ],
)
def test_a_shape_has_many_spellings(typed):
    assert reading.shape(typed) == (8, 16)


@pytest.mark.parametrize("typed", ["(8,)", "8", "(8)", "[8]"])
def test_a_shape_may_have_one_dimension(typed):
    assert reading.shape(typed) == (8,)


@pytest.mark.parametrize("typed", ["", "()", "(8, 16", "8.5", "(N, 16)", "-8", "8;16", "(8, (16))", "9" * 13])
def test_what_is_no_shape_is_unreadable(typed):
    with pytest.raises(Unreadable):
        reading.shape(typed)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Fully Connected", True),
        ("fully-connected", True),
        ("FULLY‑CONNECTED", True),
        ("ｆｕｌｌｙ　ｃｏｎｎｅｃｔｅｄ。", True),
        ("not fully connected", False),
        ("connected", False),
    ],
)
def test_a_term_is_compared_whole_without_case_width_spaces_and_hyphens(typed, same):
    assert (reading.term(typed) == reading.term("fully-connected")) == same


@pytest.mark.parametrize(
    ("typed", "printed", "same"),
    [
        ("(1,2.0)", "(1, 2.0)\n", True),
        ("（1， 2.0）", "(1, 2.0)", True),
        ("{'b': 1, 'a': 2}", '{"a": 2, "b": 1}', True),
        ("[ 1   2 3]", "[1 2 3]\n", True),
        ("2", "2.0", True),
        ("True", "True\n", True),
        ("1", "True", False),
        ("[1, 2]", "(1, 2)", False),
        ("[1 2]", "[1 2 3]", False),
        ("1\n2", "1\n\n2\n", True),
        ("1 2", "1\n2", False),
        ("None", "None", True),
        ("0.3", "0.30000000000000004", False),
        ("(" * 300, "(1, 2.0)", False),
        ("'\\d'", "(1, 2.0)", False),
    ],
)
def test_outputs_are_compared_line_by_line_as_literals_else_as_text(typed, printed, same):
    assert reading.same_output(typed, printed) == same


@pytest.mark.parametrize(
    ("typed", "frame", "line"),
    [
        ("x.T @ dy", "dw = ____", "x.T @ dy"),
        ("x。T　＠　dy", "dw = ____", "x.T @ dy"),
        ("  dw = x.T @ dy  ", "dw = ____", "x.T @ dy"),
        ("dw=x.T@dy", "dw = ____", "x.T@dy"),
        ("d1 = a * b", "y = 1\nd1 = ____\ndw1 = d1 * x", "a * b"),
        ("dx[:, i] += dy", "dx = 0\n____", "dx[:, i] += dy"),
        ("dw == 1", "dw = ____", "dw == 1"),
        ("dy．ｓｕｍ（０）", "db = ____", "dy.sum(0)"),
    ],
)
def test_a_line_loses_the_assignment_that_the_frame_has(typed, frame, line):
    assert reading.line(typed, frame) == line


@pytest.mark.parametrize("typed", ["", "dw =", "____", "x.T\n@ dy", "dw = ____", "x" * 500])
def test_a_line_that_is_none_is_unreadable(typed):
    with pytest.raises(Unreadable):
        reading.line(typed, "dw = ____")


@pytest.mark.parametrize("typed", ["x.T @", "x.T @ dy)", "for", "1if x", "x\0"])
def test_a_typo_costs_nothing(typed):
    with pytest.raises(Unreadable):
        reading.check_syntax("dw = ____", typed)
