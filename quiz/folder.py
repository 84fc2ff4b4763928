"""What a content folder holds: its question files, when each changed, and the topics.

Owns the layout `questions/<topic>/<slug>.toml` and `topics.toml`, and what no file of a folder may be: huge, a device,
or full of escape sequences. Refuses to judge a question: `check` does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from exercises.content import BrokenContent, ContentError, Reader, Text, read_toml
from quiz.cache import SCHEMA
from quiz.printable import printable, unprintable

MOST_BYTES = 1 << 20
"""No question is a tenth as long; what is longer was not written by hand."""
_HERE = Path(__file__).parent
_COMPILER = (
    "bank.py", "check.py", "check_drills.py", "check_variants.py", "chosen.py", "expr.py", "printable.py",
    "question.py", "reading.py", "search/passages.py", "search/shelved.py", "search/tokens.py",
    "typed.py", "variants.py", "wrapping.py",
)  # fmt: skip


def read_topics(path: Path, faults: list[ContentError]) -> Mapping[str, Text]:
    """Title by topic; where the file is broken, the folders' names, so that one fault is not a hundred."""
    try:
        read: _Topics = read_strictly(_Topics, path)
    except BrokenContent as broken:
        faults += broken.errors
        folders = sorted(folder.name for folder in path.parent.glob("questions/*/"))
        return {name: Text(name, name) for name in folders}
    return dict(read.topics)


def read_strictly(kind: Any, path: Path) -> Any:
    """The file as a `kind`, a frozen dataclass. Raises BrokenContent with all that is wrong with it."""
    reader = Reader(str(path))
    read = reader.build(kind, read_table(path))
    if reader.errors:
        raise BrokenContent(tuple(reader.errors))
    return read


def read_table(path: Path) -> dict[str, Any]:
    """The file as a dict. Raises BrokenContent where it is no plain TOML text, as `read_toml` does."""
    with suppress(OSError):  # reading it says so
        stat = path.stat()
        if not S_ISREG(stat.st_mode):  # reading a pipe would wait for ever
            raise BrokenContent((ContentError(str(path), "", "is no ordinary file", "put a file in its place"),))
        if stat.st_size > MOST_BYTES:
            remedy = f"split it: {MOST_BYTES} bytes are enough for any"
            raise BrokenContent((ContentError(str(path), "", f"has {stat.st_size} bytes", remedy),))
    table = read_toml(path)
    problem, remedy = "holds a control character", "write it as text: a terminal would obey it"
    if found := tuple(ContentError(str(path), key, problem, remedy) for key in unprintable(table)):
        raise BrokenContent(found)
    return table


@dataclass(frozen=True)
class _Topics:
    schema: int
    topics: dict[str, Text]


def question_files(folder: Path, faults: list[ContentError]) -> Iterator[tuple[str, str]]:
    """(topic/slug.toml, size and mtime) of every question file."""
    try:
        topics = sorted(folder.iterdir())
    except OSError as error:
        faults.append(ContentError(str(folder), "", f"cannot be read ({error.strerror})", "check where it should be"))
        return
    for topic in topics:
        if not printable(topic.name):
            faults.append(ContentError(str(folder), "", f"holds {topic.name!r}", "give it a printable name"))
        elif topic.suffix == ".toml":
            faults.append(ContentError(str(topic), "", "is in no topic's folder", "move it into one"))
        elif topic.is_dir():
            for name, stamp in _stamped(topic):
                if printable(name):
                    yield f"{topic.name}/{name}", stamp
                else:
                    faults.append(ContentError(str(topic), "", f"holds {name!r}", "give it a printable name"))


def _stamped(topic: Path) -> list[tuple[str, str]]:
    """(name, stamp) of the question files of a topic. By scandir: pathlib takes four times as long for 10 000."""
    with os.scandir(topic) as entries:
        return sorted(
            (entry.name, _stamp(entry)) for entry in entries if entry.name.endswith(".toml") and entry.name[0] != "."
        )


def _stamp(path: Path | os.DirEntry[str]) -> str:
    try:
        stat = path.stat()
    except OSError:  # a link that points nowhere: reading it will say so
        return "unreadable"
    return f"{stat.st_size} {stat.st_mtime_ns}"


def compiler_stamp() -> str:
    """Changes whenever the code does that decides what a file compiles to."""
    return f"{SCHEMA} " + " ".join(_stamp(_HERE / name) for name in _COMPILER)
