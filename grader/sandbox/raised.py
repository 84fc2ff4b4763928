"""What a submission raised, as plain JSON: its own frames, each with the failing expression and what its names hold.

Owns the description, and which cause an exception stands for. Refuses to ask the submission's objects: a value is told
by its exact type, since a `__repr__` or a `__len__` of the learner's could raise, lie or never end.
Imports nothing of the other packages, since it runs inside a child.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import BuiltinFunctionType, FrameType, FunctionType, ModuleType, TracebackType
from typing import Any

import numpy as np

SUBMISSION = "submission"
MAX_FRAMES = 6
MAX_CODE = 200
MAX_NAMES = 12
MAX_TEXT = 80
MAX_ITEMS = 4

Lines = Mapping[str, Sequence[str]]
"""The source lines of the modules that count as the learner's, by the file name of their code."""

NAMESPACES = (dict, type(next(sys._getframe().f_locals for _ in ".")))  # noqa: SLF001 (a nameless proxy since 3.13)
"""What may be looked into; the body of a class runs in whatever its metaclass made up."""
DULL = (ModuleType, FunctionType, BuiltinFunctionType, type)
PLAIN = (bool, float, complex, type(None))
SCALARS = (np.float64, np.float32, np.float16, np.int64, np.int32, np.bool_)
OPENED: dict[type, str] = {tuple: "({})", list: "[{}]"}
NAME = re.compile(r"[^\W\d]\w*")
TYPE_NAME = type.__dict__["__name__"].__get__
"""Past any metaclass."""


def described(error: BaseException, trace: TracebackType | None, lines: Lines) -> dict[str, Any]:
    """Cause, type, message and the learner's own frames: ours and NumPy's say nothing to them."""
    frames = _frames(trace, lines)
    if isinstance(error, SyntaxError) and not frames:  # compiling raised it, not the submission's own code
        known = isinstance(error.filename, str) and error.filename in lines
        place = _place(lines[str(error.filename)], error.lineno, (error.offset, error.end_offset)) if known else None
        return {
            "cause": "syntax",
            "type": type(error).__name__,
            "message": _text_of(error.msg),
            "frames": [{**place, "function": "", "values": []}] if place else [],
        }
    return {"cause": _cause(error), "type": type(error).__name__, "message": _text_of(error), "frames": frames}


def _cause(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, PermissionError) or _refused_a_thread(error):
        return "blocked"
    if isinstance(error, ModuleNotFoundError):
        return "blocked" if error.name != SUBMISSION else "raised"
    return "raised"


def _refused_a_thread(error: BaseException) -> bool:
    """Python words a refusal by the kernel as its own."""
    return type(error) is RuntimeError and error.args == ("can't start new thread",)


def _text_of(said: object) -> str:
    with contextlib.suppress(BaseException):  # its __str__ is the submission's code too
        return str(said)[:500]
    return "(its message cannot be shown)"


def _frames(trace: TracebackType | None, lines: Lines) -> list[dict[str, Any]]:
    found = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in lines:
            found.append(trace)
        trace = trace.tb_next
    return [_frame(at, lines[at.tb_frame.f_code.co_filename]) for at in found[-MAX_FRAMES:]]


def _frame(at: TracebackType, lines: Sequence[str]) -> dict[str, Any]:
    place = _place(lines, at.tb_lineno, _columns(at, lines))
    values: list[str] = []
    with contextlib.suppress(BaseException):  # a list of names is not worth a verdict where memory has run out
        values = _values(at.tb_frame, place["code"], place["mark"])
    return {**place, "function": at.tb_frame.f_code.co_name, "values": values}


def _place(lines: Sequence[str], line: Any, columns: tuple[Any, Any]) -> dict[str, Any]:
    """A line of the learner's without its indent, and from where to where it failed; a SyntaxError may hold anything.

    `columns` count from 1, the end is not part of it; a place that is the whole line is not marked.
    """
    line = line if isinstance(line, int) and 0 < line <= len(lines) else 0
    whole = lines[line - 1] if line else ""
    code = whole.strip()[:MAX_CODE]
    mark = None
    if all(isinstance(column, int) for column in columns):
        indent = len(whole) - len(whole.lstrip()) + 1
        first, end = (min(max(column - indent, 0), len(code)) for column in columns)
        mark = [first, end] if 0 < end - first < len(code) else None
    return {"line": line, "code": code, "mark": mark}


def _columns(at: TracebackType, lines: Sequence[str]) -> tuple[int | None, int | None]:
    """Where in its line a frame stands, counted from 1 in characters; the compiler counts bytes from 0."""
    positions = at.tb_frame.f_code.co_positions()
    line, end_line, first, end = next(islice(positions, at.tb_lasti // 2, None), (None,) * 4)
    if line is None or first is None or end is None or not 0 < line == at.tb_lineno <= len(lines):
        return None, None
    raw = lines[line - 1].encode("utf-8", "replace")
    end = end if end_line == line else len(raw)
    return tuple(len(raw[:column].decode("utf-8", "ignore")) + 1 for column in (first, end))  # type: ignore[return-value]


def _values(frame: FrameType, code: str, mark: Sequence[int] | None) -> list[str]:
    """Name and value of what the frame holds: first what stands in the failing expression, then in its line."""
    namespace = frame.f_locals
    if type(namespace) not in NAMESPACES:
        return []
    held = {name: value for name, value in namespace.items() if type(name) is str and type(value) not in DULL}
    told = NAME.findall(code[mark[0] : mark[1]] if mark else "") + NAME.findall(code)
    others = [name for name in held if not name.startswith((".", "__"))]
    if frame.f_code.co_name == "<module>":  # all names of a module are too many to be told
        others = []
    names = dict.fromkeys([*(name for name in told if name in held), *others])
    return [_named(name, held[name]) for name in islice(names, MAX_NAMES)]


def _named(name: str, value: Any) -> str:
    text = value_text(value)
    sign = " = " if type(value) in (*PLAIN, *SCALARS, int, str) else " "
    return f"{name[:40]}{sign}{text}" if len(text) <= MAX_TEXT else f"{name[:40]}{sign}{text[: MAX_TEXT - 1]}…"


def value_text(value: Any, depth: int = 2) -> str:
    """An array as its shape (and dtype, unless float64), a number or a short text as itself, a container's content."""
    kind = type(value)
    if kind is np.ndarray:
        return f"{value.shape}" if value.dtype == np.float64 else f"{value.shape} {value.dtype.name}"
    if kind in PLAIN:
        return repr(value)
    if kind is int:
        return repr(value) if value.bit_length() <= 64 else f"an int of {value.bit_length()} bits"
    if kind in SCALARS:
        return f"{value.item()!r} {kind.__name__}"
    if kind is str:
        return repr(value) if len(value) <= 40 else f"{value[:40]!r}…"
    if kind in OPENED and depth:
        return OPENED[kind].format(_items((value_text(item, depth - 1) for item in value[:MAX_ITEMS]), len(value)))
    if kind is dict and depth:
        pairs = islice(value.items(), MAX_ITEMS)
        told = (f"{value_text(key, 0)}: {value_text(item, depth - 1)}" for key, item in pairs)
        return f"{{{_items(told, len(value))}}}"
    return str.__str__(TYPE_NAME(kind))


def _items(texts: Iterable[str], count: int) -> str:
    more = [f"… {count} in all"] if count > MAX_ITEMS else []
    return ", ".join([*texts, *more])
