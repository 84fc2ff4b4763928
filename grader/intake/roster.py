"""Who should have handed in: a CSV file of Canvas, Moodle, Gradescope, or with `id,name`.

Owns the names of its columns and how a person is recognised in what was handed in: by any id in the file, then by the
name, however it is written. Refuses to guess between two people. Every line is kept as the platform wrote it, since it
takes grades back only with its own columns.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from exercises.content import Text

IDS = (
    "id", "identifier", "student id", "studentid", "student_id", "sid", "学号", "id number", "sis user id",
    "sis login id", "login id", "login", "username", "user name", "netid", "integration id", "email address", "email",
)  # fmt: skip
"""The first of these that a row fills is what the student is called from then on; the others are known as well."""
NAMES = ("name", "student", "full name", "student name", "姓名")
GIVEN, FAMILY = ("first name", "given name"), ("last name", "surname", "family name")
PARTICIPANT = re.compile(r"(?:participant|参与者|参加者)\s*(\d+)", re.IGNORECASE)
"""How Moodle writes the number that is in its folders' names."""
POSSIBLE, TEST = "points possible", "student, test"
"""What stands for a name in two lines of Canvas that are nobody's."""
LEAST_ID = 4
"""Characters of an id that is looked for inside a longer name; `2` of `alice_2` is nobody's."""
MOST = 1 << 25

NO_COLUMN = Text(
    "the roster {file} has no column with an id: name one id (or Student ID, SIS User ID, Identifier, 学号)",
    "名单 {file} 里没有学号列：请将该列命名为 id（或 Student ID、SIS User ID、Identifier、学号）",
)
UNREADABLE = Text("the roster {file} cannot be read ({why})", "名单 {file} 无法读取（{why}）")
NOBODY = Text("the roster {file} names nobody", "名单 {file} 里没有任何人")
TWICE = Text(
    "the roster {file} has the id {ids} for different people: give each one their own",
    "名单 {file} 里不同的人使用了相同的学号 {ids}：请确保各不相同",
)


class BadRoster(Exception):
    """A roster that cannot be used; `why` is for whoever typed it."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True)
class Person:
    """Somebody who should hand in."""

    id: str
    name: str = ""
    also: tuple[str, ...] = ()
    """Other ids."""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Their whole line, by the names of the columns as the file writes them."""


@dataclass(frozen=True)
class Roster:
    """Everybody, and how to recognise them."""

    people: tuple[Person, ...]
    possible: Mapping[str, str] = field(default_factory=dict)
    """Canvas's line of the points that each assignment has, by column."""
    _known: Mapping[str, Person | None] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        keys = [(key, person) for person in self.people for key in {*_id_keys(person), *name_keys(person.name)}]
        often = Counter(key for key, _ in keys)
        object.__setattr__(self, "_known", {key: person if often[key] == 1 else None for key, person in keys})

    def find(self, student: str, name: str = "") -> Person | None:
        """Whom an id, a folder's name or a file's stem means; None where nobody, or more than one."""
        parts = [part for part in re.split(r"[\s_,;()+-]+", student) if part]
        numbers = [part for part in parts if any(c.isdigit() for c in part)]
        named = " ".join(part for part in parts if part not in numbers)
        by_name = [key for text in (name, student, named) for key in sorted(name_keys(text))]
        inside = [f"#{part.casefold()}" for part in numbers if len(part) >= LEAST_ID]
        keys = (f"#{student.casefold()}", *by_name, *inside)
        return next((person for key in keys if (person := self._known.get(key))), None)


def name_keys(name: str) -> set[str]:
    """A name in the ways it may be written: with or without blanks, accents and a comma, either part first."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain)
    if not words:
        return set()
    orders = [words, [*words[1:], words[0]], [words[-1], *words[:-1]]]
    if "," in plain:
        family, _, given = plain.partition(",")
        orders += [re.findall(r"[^\W_]+", given) + re.findall(r"[^\W_]+", family)]
    return {"".join(order) for order in orders}


def read_roster(path: Path) -> Roster:
    """The people in a CSV file. Raises BadRoster."""
    try:
        with path.open("rb") as file:
            lines = list(_lines(_decoded(file.read(MOST)), path.name))
    except (OSError, csv.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise BadRoster(UNREADABLE.format(file=path.name, why=why)) from error
    people = [person for line in lines if (person := _person(line))]
    if not people:
        raise BadRoster(NOBODY.format(file=path.name))
    one_each = {(person.id, frozenset(name_keys(person.name))): person for person in people}
    often = Counter(person_id for person_id, _ in one_each)
    if twice := [person_id for person_id, count in often.items() if count > 1]:
        raise BadRoster(TWICE.format(file=path.name, ids=", ".join(twice[:5])))
    return Roster(tuple(one_each.values()), next((line for line in lines if _called(line) == POSSIBLE), {}))


def _decoded(data: bytes) -> str:
    """Spreadsheets save UTF-8 with a mark, UTF-16, or what the country's Windows has."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _lines(text: str, file: str) -> Iterator[Mapping[str, str]]:
    """Each by column. Raises BadRoster where no column has an id, and csv.Error."""
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    columns: list[str] = []
    for row in rows:
        if not columns:
            columns = [cell.strip() for cell in row]
            if columns and not {column.casefold() for column in columns} & set(IDS):
                raise BadRoster(NO_COLUMN.format(file=file))
            continue
        cells = (cell.strip() for cell in row[: len(columns)])
        yield dict(zip_longest(columns, cells, fillvalue=""))


def _person(line: Mapping[str, str]) -> Person | None:
    """None for lines that are nobody: blank ones, and the points and the test student that Canvas exports."""
    row = _folded(line)
    ids = [_bare(row[key]) for key in IDS if row.get(key)]
    if not ids or _called(line) in (POSSIBLE, TEST):
        return None
    return Person(ids[0], _name(row), tuple(ids[1:]), line)


def _called(line: Mapping[str, str]) -> str:
    return _name(_folded(line)).casefold()


def _folded(line: Mapping[str, str]) -> Mapping[str, str]:
    return {column.casefold(): cell for column, cell in line.items()}


def _name(row: Mapping[str, str]) -> str:
    return _first(row, NAMES) or " ".join(filter(None, (_first(row, GIVEN), _first(row, FAMILY))))


def _first(row: Mapping[str, str], keys: Sequence[str]) -> str:
    return next((row[key] for key in keys if row.get(key)), "")


def _bare(value: str) -> str:
    found = PARTICIPANT.fullmatch(value)
    return found[1] if found else value


def _id_keys(person: Person) -> set[str]:
    ids = [person.id, *person.also]
    return {f"#{one.casefold()}" for one in (*ids, *(one.partition("@")[0] for one in ids))}
