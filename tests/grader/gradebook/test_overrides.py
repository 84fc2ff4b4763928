"""overrides.csv: what is read, and every complaint at once."""

import pytest

from grader.gradebook import BadOverrides, read_overrides
from grader.gradebook.overrides import unmatched

HEAD = "student,exercise,points,reason,who,when\n"
GOOD = HEAD + 'ann,layers/dense,80,"ill, with a note",Ms Li,2026-11-25\n'


@pytest.fixture
def read(tmp_path):
    def reading(text, encoding="utf-8"):
        path = tmp_path / "overrides.csv"
        path.write_bytes(text.encode(encoding))
        return read_overrides(path)

    return reading


def test_a_line_is_read(read):
    (found,) = read(GOOD).values()
    assert (found.student, found.points, found.reason, found.line) == ("ann", 80.0, "ill, with a note", 2)


def test_without_a_file_there_are_none(tmp_path):
    assert not read_overrides(tmp_path / "overrides.csv")


def test_what_spreadsheets_make_of_it_is_read_too(read):
    excel = "\ufeffWho;When;student;exercise;Reason;points\r\nMs Li;2026-11-25;ann;layers/dense;ill;79,5\r\n;;;;;\r\n"
    (found,) = read(excel).values()
    assert (found.student, found.points) == ("ann", 79.5)


def test_all_faults_are_told_at_once_with_line_and_remedy(read):
    lines = [
        'ann,layers/dense,80,"two\nlines",Ms Li,2026-11-25',
        "bob,layers/dense,lots,ill,Ms Li,2026-11-25",
        "cy,layers/dense,101,ill,Ms Li,soon",
        "dan,,nan,,Ms Li,2026-11-25",
        "ann,layers/dense,70,again,Ms Li,2026-11-26",
        "eve,layers/dense",
    ]
    with pytest.raises(BadOverrides) as bad:
        read(HEAD + "\n".join(lines))
    told = [(each.line, each.text.en) for each in bad.value.complaints]
    assert told == [
        (4, "points is 'lots'; write a number from 0 to 100"),
        (5, "points is '101'; write a number from 0 to 100"),
        (5, "when is 'soon'; write a day as 2026-11-20"),
        (6, "exercise is empty; fill it in"),
        (6, "reason is empty; fill it in"),
        (6, "points is 'nan'; write a number from 0 to 100"),
        (7, "line 2 is for the same student and exercise; keep one of them"),
        *((8, f"{name} is empty; fill it in") for name in ("points", "reason", "who", "when")),
    ]
    assert all(each.text.zh != each.text.en for each in bad.value.complaints)


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("name,points\nann,80\n", "utf-8", "the columns must be student,exercise,points,reason,who,when"),
        ("", "utf-8", "the columns must be"),
        (GOOD.replace("ill", "病假"), "gbk", "is not UTF-8; save it as `CSV UTF-8`"),
        (HEAD + 'ann,layers/dense,80,"open,Ms Li,2026-11-25\n', "utf-8", "mend its quotes"),
    ],
)
def test_a_file_of_another_kind_says_what_to_do(read, text, encoding, said):
    with pytest.raises(BadOverrides, match=said):
        read(text, encoding)


def test_a_line_for_nobody_says_which(read):
    (complaint,) = unmatched(read(GOOD).values())
    assert complaint.line == 2
    assert "'ann'" in complaint.text.en
