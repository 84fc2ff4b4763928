"""Rosters of Canvas, Moodle, Gradescope and `id,name`: who is who, who is missing, who is there twice."""

from __future__ import annotations

import codecs

import pytest

from grader.intake import BadRoster, Person, read_roster
from tests.grader.intake.messy import RIGHT

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (77)
    Points Possible,,,,,10.0
"Doe, Jane",4711,S-0042,jdoe,A,
"Müller, Zoë",4712,S-0043,zm@example.edu,A,
"Student, Test",4799,,x,A,
"""
MOODLE = """\
Identifier,"Full name","ID number","Email address",Status,Grade
"Participant 12345","Jane Doe",S-0042,jane@example.edu,Submitted,
"Participant 12346",Li Ping,S-0044,,No submission,
"""
GRADESCOPE = "First Name,Last Name,SID,Email\nJane,Doe,0042,jane@example.edu\n"
PLAIN = "id;name\n2023010101;张三\n2023010102;李四\n"


@pytest.fixture
def roster(tmp_path):
    def read(content: str | bytes):
        file = tmp_path / "roster.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_roster(file)

    return read


READS = {
    "Canvas": (CANVAS, {"4711": "Doe, Jane", "4712": "Müller, Zoë"}),
    "Moodle": (MOODLE, {"12345": "Jane Doe", "12346": "Li Ping"}),
    "Gradescope": (GRADESCOPE, {"0042": "Jane Doe"}),
    "semicolons": (PLAIN, {"2023010101": "张三", "2023010102": "李四"}),
    "GBK": (
        PLAIN.replace("id", "学号").replace("name", "姓名").encode("gbk"),
        {"2023010101": "张三", "2023010102": "李四"},
    ),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + b"ID,Name\r\n7,Ann\r\n\r\n", {"7": "Ann"}),
    "UTF-16 with tabs": ("id\tname\n7\tAnn\n".encode("utf-16"), {"7": "Ann"}),
    "the same row twice": ("id,name\n7,Ann\n7,Ann\n", {"7": "Ann"}),
}


@pytest.mark.parametrize(("content", "people"), READS.values(), ids=READS)
def test_a_roster_is_read_as_its_system_writes_it(roster, content, people):
    assert {person.id: person.name for person in roster(content).people} == people


REFUSED = {
    "no column with an id": ("name,grade\nAnn,1\n", "no column with an id"),
    "nobody": ("id,name\n", "names nobody"),
    "an id twice": ("id,name\n7,Ann\n7,Bob\n", "7 for different people"),
    "empty": ("", "names nobody"),
    "a flood in quotes": ('id,name\n1,"' + "x" * 200_000, "cannot be read"),
}


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=REFUSED)
def test_a_roster_that_cannot_be_used_says_what_to_mend(roster, content, why):
    with pytest.raises(BadRoster) as refused:
        roster(content)
    assert why in refused.value.why.en
    assert "roster.csv" in refused.value.why.zh


def test_a_roster_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadRoster, match="cannot be read"):
        read_roster(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("student", "name", "found"),
    [
        ("4711", "", "4711"),
        ("S-0042", "", "4711"),
        ("JDOE", "", "4711"),
        ("zm", "", "4712"),
        ("99", "doejane", "4711"),
        ("Jane Doe", "", "4711"),
        ("doe_jane", "", "4711"),
        ("muller zoe", "", "4712"),
        ("4712 - somebody", "", "4712"),
        ("jane", "", ""),
        ("", "", ""),
        ("5", "", ""),
    ],
)
def test_people_are_recognised_by_any_id_and_by_their_names(roster, student, name, found):
    person = roster(CANVAS).find(student, name)
    assert (person.id if person else "") == found


def test_two_people_of_one_name_are_never_mixed_up(roster):
    people = roster("id,name\n71234,Ann Lee\n81234,Ann Lee\n")
    assert people.find("Ann Lee") is None
    assert people.find("ann_lee_81234") == Person("81234", "Ann Lee")


def test_the_missing_and_the_doubled_and_strangers_are_rows(gathered, put, roster):
    put("2023010101_张三.py", RIGHT)
    put("张三/dense.py", RIGHT)
    put("mallory.py", RIGHT)
    found = gathered(roster=roster(PLAIN))
    rows = [(s.student, s.name, s.attempt, [note.id for note in s.notes], s.fault.en if s.fault else "") for s in found]
    assert rows == [
        ("2023010101", "张三", 1, [], ""),
        ("mallory", "", 1, ["not-on-roster"], ""),
        ("2023010101", "张三", 2, ["doubled"], ""),
        ("2023010102", "李四", 1, [], "nothing was handed in"),
    ]
