"""What everything written by an author shares: bilingual texts, complaints, and strict reading of TOML.

Owns no file format; `catalog` (exercises) and `quiz.bank` (questions) do. A fault in a file is a value,
`ContentError`, so that all faults can be collected and shown at once while the other files still load.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, ClassVar, Literal, NamedTuple, get_args, get_origin, get_type_hints

import tomli

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
OTHER: dict[Language, Language] = {"en": "zh", "zh": "en"}


@dataclass(frozen=True)
class Text:
    """One text in both languages; an empty one falls back to the other, so a pack may have only one."""

    en: str = ""
    zh: str = ""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def __getitem__(self, language: Language) -> str:
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def format(self, **values: object) -> Text:
        """Both languages with `{name}` replaced; a copy."""
        return Text(self.en.format(**values), self.zh.format(**values))


class ContentError(NamedTuple):
    """One fault in one file, said so that its author can mend it."""

    file: str
    key: str
    """Where in the file, as a dotted path; empty for the file as a whole."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.problem}; {self.remedy}"


class BrokenContent(Exception):
    """A file that was asked for by name cannot be used; `errors` says why, completely."""

    def __init__(self, errors: tuple[ContentError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


def read_toml(path: Path) -> dict[str, Any]:
    """The file as a dict.

    Raises BrokenContent where it cannot be read, is not UTF-8 or is not TOML.
    """
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem, remedy = f"cannot be read ({error.strerror})", "check that it exists and its permissions"
    except UnicodeDecodeError as error:
        problem, remedy = f"is not UTF-8 (byte {error.start})", "save it as UTF-8"
    except tomli.TOMLDecodeError as error:
        problem, remedy = f"is not TOML: {error}", "mend the syntax there"
    except (ValueError, RecursionError) as error:  # a number of 5 000 digits, 1 000 brackets inside one another
        problem, remedy = f"is not for reading: {error}", "mend or remove it"
    raise BrokenContent((ContentError(str(path), "", problem, remedy),))


class Reader:
    """Builds frozen dataclasses from TOML by their annotations and collects every fault on the way.

    Hand-written since pydantic costs 130 ms at import, a third of a cold `check`, and since the usual fast
    decoders stop at the first fault. Understands str, int, float, bool, Text, Literal, `X | None`,
    tuple[X, ...], dict[str, X] and dataclasses of these; a field without a default is required and an unknown
    key is a fault.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[ContentError] = []

    def complain(self, key: str, problem: str, remedy: str) -> None:
        """Note one fault at `key` (dotted)."""
        self.errors.append(ContentError(self.file, key, problem, remedy))

    def build(self, kind: Any, value: Any, at: str = "") -> Any:
        """`value` as a `kind`; after a fault the result is None and means nothing."""
        origin = get_origin(kind)
        if is_dataclass(kind):
            return self._dataclass(kind, value, at)
        if origin is UnionType:
            return self.build(get_args(kind)[0], value, at)
        if origin is Literal:
            return self._one_of(get_args(kind), value, at)
        if origin is tuple:
            items = self._typed(list, value, at) or []
            return tuple(self.build(get_args(kind)[0], item, f"{at}[{i}]") for i, item in enumerate(items))
        if origin is dict:
            table = self._typed(dict, value, at) or {}
            return {key: self.build(get_args(kind)[1], item, _join(at, key)) for key, item in table.items()}
        return self._typed(kind, value, at)

    def _dataclass(self, kind: Any, value: Any, at: str) -> Any:
        table = self._typed(dict, value, at)
        if table is None:
            return None
        hints, known = _described(kind)
        for key in table.keys() - known.keys():
            self.complain(_join(at, key), "is not a known key", f"use one of {', '.join(known)} or remove it")
        before = len(self.errors)
        read = {}
        for name, field in known.items():
            if name in table:
                read[name] = self.build(hints[name], table[name], _join(at, name))
            elif field.default is MISSING and field.default_factory is MISSING:
                self.complain(_join(at, name), "is missing", "add it")
        return kind(**read) if len(self.errors) == before else None

    def _one_of(self, allowed: tuple[Any, ...], value: Any, at: str) -> Any:
        if value not in allowed:
            self.complain(at, f"is {value!r}", f"use one of {', '.join(map(str, allowed))}")
        return value

    def _typed(self, kind: type, value: Any, at: str) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is kind:
            return value
        self.complain(at, f"is a {type(value).__name__}", f"make it a {kind.__name__}")
        return None


@cache
def _described(kind: type[Any]) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """The types and the fields that a file may set; asked for hundreds of times, and slow to find."""
    known = {field.name: field for field in fields(kind) if field.init and not field.name.startswith("_")}
    return get_type_hints(kind), known


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
