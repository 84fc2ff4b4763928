"""Our values as JSON and back, by their annotations: what a snapshot keeps.

Owns the form. Refuses what it does not know, both ways, with TypeError or ValueError: nobody finds half a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

SIMPLE = (str, int, float, bool, NoneType)


def plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, SIMPLE):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return [[plain(key), plain(item)] for key, item in value.items()]
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    raise TypeError(f"no plain form of {type(value).__name__}")


def value_of(kind: Any, found: Any) -> Any:
    """The value of this type that `plain` made this of. Raises ValueError or TypeError for anything else."""
    return reader(kind)(found)


@cache
def reader(kind: Any) -> Callable[[Any], Any]:
    """What makes such a value."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (inner,) = (part for part in parts if part is not NoneType)
        one = reader(inner)
        return lambda found: None if found is None else one(found)
    if origin is Literal:
        return _exactly(str)
    if origin in (list, set, frozenset):
        item = reader(parts[0])
        return lambda found: origin(map(item, found))
    if origin is dict:
        of_key, of_item = map(reader, parts)
        return lambda found: {of_key(key): of_item(item) for key, item in found}
    if origin is tuple:
        return _tuple(parts)
    return _single(kind)


def _tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        item = reader(parts[0])
        return lambda found: tuple(map(item, found))
    items = list(map(reader, parts))
    return lambda found: tuple(read(one) for read, one in zip(items, found, strict=True))


def _single(kind: Any) -> Callable[[Any], Any]:
    if kind is Any:
        return lambda found: found
    if kind in SIMPLE:
        return _exactly(kind)
    if kind in (date, datetime):
        moment: Callable[[Any], Any] = kind.fromisoformat
        return moment
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        read = [reader(hints[field.name]) for field in fields(kind)]
        return lambda found: kind(*(one(item) for one, item in zip(read, found, strict=True)))
    raise TypeError(f"no plain form of {kind}")


def _exactly(kind: Any) -> Callable[[Any], Any]:
    def read(found: Any) -> Any:
        if type(found) is kind or (kind is float and type(found) is int):
            return found
        raise ValueError(f"{found!r} is no {kind.__name__}")

    return read
