"""Folders of exercises, as tests of those of others need them: quick ones, written from the templates."""

import re
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

from exercises.listing import listing
from exercises.places import OURS
from quiz.authoring.scaffold import template

TEXTS = re.compile(r'^(en|zh) = ""', re.MULTILINE)
ASKED = re.compile(r'^"" .*$', re.MULTILINE)
LISTED = "exercises.json"
"""The file of a cache."""
SAID = {"en": "A text", "zh": "一段文字"}


def filled(text: str) -> str:
    """Every marked place with something of its own."""
    numbers = count()
    text = TEXTS.sub(lambda found: f'{found[1]} = "{SAID[found[1]]} {next(numbers)}"', text)
    return ASKED.sub("Said.", text)


def make_exercise(folder: Path, name: str, kind: str = "layer", **settings: object) -> Path:
    """A sound one at `track/slug` of this folder; `settings` take the place of lines in its exercise.toml."""
    place = folder / name
    place.mkdir(parents=True)
    for file, content in template(kind, place.name, "en").items():
        (place / file).write_text(filled(content.decode()), encoding="utf-8")
    for key, value in settings.items():
        set_line(place / "exercise.toml", key, value)
    return place


def set_line(path: Path, key: str, value: object) -> None:
    """Give `key` at the top of a TOML file another value; one that is not there is added."""
    line = f"{key} = {value!r}".replace("'", '"')
    text, found = re.subn(rf"^{key} = .*$", line, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    path.write_text(text if found else f"{line}\n{text}", encoding="utf-8")


def edit(path: Path, find: str, replace: str) -> None:
    """Replace a piece of text that stands in the file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1, (path, find)
    path.write_text(text.replace(find, replace), encoding="utf-8")


def know_ours(cache_folder: Path) -> None:
    """Put into this cache what lists say of our own exercises: to read them all takes longer than most tests."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    (cache_folder / LISTED).write_bytes(_listed())


@cache
def _listed() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        listing({"": OURS}, Path(folder) / LISTED)
        return (Path(folder) / LISTED).read_bytes()
