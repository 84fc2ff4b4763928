"""What a content folder holds: its question files, when each changed, and the topics.

Owns the layout `questions/<topic>/<slug>.toml` and `topics.toml`. Refuses to read a question: `bank` and `check` do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exercises.content import BrokenContent, ContentError, Reader, Text, read_toml
from quiz.cache import SCHEMA

_HERE = Path(__file__).parent
_COMPILER = (
    "bank.py", "check.py", "check_drills.py", "chosen.py", "expr.py", "question.py", "reading.py", "typed.py",
    "variants.py", "wrapping.py",
)  # fmt: skip


def read_topics(path: Path, faults: list[ContentError]) -> Mapping[str, Text]:
    """Title by topic; where the file is broken, the folders' names, so that one fault is not a hundred."""
    reader = Reader(str(path))
    try:
        read = reader.build(_Topics, read_toml(path))
    except BrokenContent as broken:
        reader.errors += broken.errors
        read = None
    faults += reader.errors
    if read:
        return dict(read.topics)
    folders = sorted(folder.name for folder in path.parent.glob("questions/*/"))
    return {name: Text(name, name) for name in folders}


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
        if topic.suffix == ".toml":
            faults.append(ContentError(str(topic), "", "is in no topic's folder", "move it into one"))
        elif topic.is_dir():
            for file in sorted(topic.glob("[!.]*.toml")):
                yield f"{topic.name}/{file.name}", _stamp(file)


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:  # a link that points nowhere: reading it will say so
        return "unreadable"
    return f"{stat.st_size} {stat.st_mtime_ns}"


def compiler_stamp() -> str:
    """Changes whenever the code does that decides what a file compiles to."""
    return f"{SCHEMA} " + " ".join(_stamp(_HERE / name) for name in _COMPILER)
