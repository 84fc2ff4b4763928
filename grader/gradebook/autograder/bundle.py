"""Makes the zip file that Gradescope takes: scripts, settings, the exercise, and the grader itself.

Owns what is in it. The grader goes in as source, without the app and the other exercises; beside it there must be NumPy
and little else. The same settings give the same bytes. Refuses to draw the salt: that is given.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import exercises
import grader
from exercises.catalog import Exercise
from exercises.places import OURS, folders_in
from grader.gradebook.autograder.settings import FILE, Settings
from grader.gradebook.files import number

HERE = Path(__file__).parent
NEEDS = ("numpy>=2.3", "tomli>=2.2", "tree-sitter>=0.25", "tree-sitter-python>=0.25")
"""As in pyproject.toml; the rest there is for the app."""
CODE = "gradlings"
EXERCISE = "exercise"
RUN = 0o755
READ = 0o644


def write_bundle(path: Path, exercise: Exercise, settings: Settings) -> int:
    """Write it and return its size. Raises OSError; then there is no half of it."""
    part = path.with_name(f".{path.name}.part")
    try:
        with ZipFile(part, "w", ZIP_DEFLATED) as archive:
            for name, data, mode in _members(exercise, settings):
                member = ZipInfo(name)
                member.external_attr = (stat.S_IFREG | mode) << 16
                member.compress_type = ZIP_DEFLATED
                archive.writestr(member, data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path.stat().st_size


def _members(exercise: Exercise, settings: Settings) -> Iterator[tuple[str, bytes, int]]:
    needs = " ".join(f'"{need}"' for need in NEEDS)
    yield "setup.sh", (HERE / "setup.sh").read_bytes().replace(b"@NEEDS@", needs.encode()), RUN
    yield "run_autograder", (HERE / "run_autograder").read_bytes(), RUN
    yield "start.py", (HERE / "start.py").read_bytes(), READ
    yield "README.md", _readme(settings).encode(), READ
    yield FILE, settings.dumps().encode(), READ
    for name, file in _files(exercise):
        yield name, file.read_bytes(), READ


def _readme(settings: Settings) -> str:
    text = (HERE / "README.md").read_text("utf-8")
    values = {
        "EXERCISE": settings.exercise,
        "VERSION": settings.version,
        "REQUIRED": settings.required,
        "HIDDEN": settings.hidden,
        "POSSIBLE": number(settings.possible),
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _files(exercise: Exercise) -> Iterator[tuple[str, Path]]:
    """The packages without any exercise, then the one that is wanted, where a catalog finds it."""
    others = frozenset(folders_in(OURS))
    for package in (exercises, grader):
        for root in map(Path, package.__path__):
            for file in _below(root):
                if others.isdisjoint(file.parents):
                    yield f"{CODE}/{root.name}/{file.relative_to(root).as_posix()}", file
    for file in _below(exercise.folder):
        inside = file.relative_to(exercise.folder).as_posix()
        yield f"{EXERCISE}/{exercise.track}/{exercise.slug}/{inside}", file


def _below(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
