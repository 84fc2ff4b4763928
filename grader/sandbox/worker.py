"""Runs a submission's functions: in the child for a learner's file, in the grader for our own mutants.

Owns loading, calling and flattening results. Refuses to judge: it knows neither what is expected nor any tolerance.
A result leaves as arrays only; whatever else happens leaves as an `Oops`, whose text is shown and never trusted.
Imports nothing of ours, since the child loads this file by path as a top-level module.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, ModuleType
from typing import Any

import numpy as np

SUBMISSION = "submission"
MAX_FRAMES = 6
TRAVELS = frozenset({"float64", "float32", "float16", "complex128"})


class Oops(Exception):
    """Something to tell the grader instead of arrays; `facts` is plain JSON."""

    def __init__(self, cause: str, **facts: Any) -> None:
        super().__init__(cause)
        self.facts: dict[str, Any] = {"cause": cause, **facts}


class Worker:
    """One loaded submission and the caches that its functions returned, by number.

    `register` puts its modules into sys.modules, which dataclasses and imports between them need; the grader's
    own process, which runs our mutants, does without.
    """

    def __init__(self, *, register: bool = True) -> None:
        self._register = register
        self._module = ModuleType(SUBMISSION)
        self._caches: dict[int, Any] = {}
        self._lines: dict[str, list[str]] = {}

    def load(self, modules: Sequence[tuple[str, bytes]]) -> dict[str, Any]:
        """Run the modules in order; the last is the submission, the others can be imported by it.

        Returns the names and parameters of its functions. Raises Oops (cause `syntax` or `raised`).
        """
        for name, source in modules:
            self._module = self._run(name, source)
        return {"functions": dict(_functions(self._module))}

    def perform(self, calls: Sequence[dict[str, Any]], arrays: Sequence[np.ndarray[Any, Any]]) -> list[Any]:
        """Make the calls in order and flatten their results by the structures that came with them.

        Each call gets its own copies of the arrays; a call with `echo` adds its arguments, as they are after the
        last call, to the end. Raises Oops with the number of the call that failed.
        """
        results: list[Any] = []
        echoes: list[Any] = []
        for number, call in enumerate(calls):
            args = [self._decode(value, arrays) for value in call["args"]]
            if call.get("echo"):
                echoes += [arg for arg, told in zip(args, call["args"], strict=True) if _is_array(told)]
            try:
                results += self._call(call, args)
            except Oops as oops:
                if not call.get("may_raise"):
                    oops.facts["call"] = number
                    raise
                results += [np.zeros(0)] * _count(call["result"])
        return results + echoes

    def _run(self, name: str, source: bytes) -> ModuleType:
        module = ModuleType(name)
        file = f"{name}.py"
        self._lines[file] = source.decode("utf-8", "replace").splitlines()
        with _Caught(self._lines):
            code = _compiled(source, file)
            if self._register:
                sys.modules[name] = module
            exec(code, module.__dict__)  # noqa: S102 (running the submission is what this process is for)
        return module

    def _call(self, call: dict[str, Any], args: list[Any]) -> list[Any]:
        function = getattr(self._module, call["function"], None)
        if not callable(function):
            raise Oops("missing", function=call["function"])
        with _Caught(self._lines):
            for _ in range(call.get("times", 1)):
                value = function(*args)
            return list(self._flatten(call["result"], value, call["function"]))

    def _decode(self, value: Any, arrays: Sequence[np.ndarray[Any, Any]]) -> Any:
        """A JSON value with {"array": i}, {"cache": k}, {"rng": seed} and {"dict": …} made real."""
        if isinstance(value, list):
            return [self._decode(item, arrays) for item in value]
        if not isinstance(value, dict):
            return value
        ((tag, content),) = value.items()
        if tag == "array":
            return arrays[content].copy()
        if tag == "cache":
            return self._caches.get(content)
        if tag == "rng":
            return np.random.default_rng(content)
        return {key: self._decode(item, arrays) for key, item in content.items()}

    def _flatten(self, structure: Any, value: Any, where: str) -> Iterator[Any]:
        if isinstance(structure, list):
            if not isinstance(value, tuple | list) or len(value) != len(structure):
                raise Oops("structure", where=where, wanted=len(structure), got=_describe(value))
            for position, (inner, item) in enumerate(zip(structure, value, strict=True)):
                yield from self._flatten(inner, item, inner if isinstance(inner, str) else f"{where}[{position}]")
        elif isinstance(structure, dict):
            self._caches[structure["cache"]] = value
        else:
            yield _array(value, where)


class _Caught:
    """Turns whatever the submission raises, SystemExit and KeyboardInterrupt included, into an Oops."""

    def __init__(self, lines: dict[str, list[str]]) -> None:
        self._lines = lines

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if error is not None and not isinstance(error, Oops):
            raise Oops(**self._describe(error)) from None

    def _describe(self, error: BaseException) -> dict[str, Any]:
        frames = self._frames(error)
        if isinstance(error, SyntaxError) and not frames:  # compiling raised it, not the submission's own code
            known = isinstance(error.filename, str) and error.filename in self._lines
            return {
                "cause": "syntax",
                "type": type(error).__name__,
                "message": _text_of(error.msg),
                "frames": [self._frame(str(error.filename), error.lineno, "")] if known else [],
            }
        return {"cause": _cause(error), "type": type(error).__name__, "message": _text_of(error), "frames": frames}

    def _frames(self, error: BaseException) -> list[dict[str, Any]]:
        """The learner's own frames only: ours and NumPy's say nothing to them."""
        frames = []
        for frame, line in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename in self._lines:
                frames.append(self._frame(frame.f_code.co_filename, line, frame.f_code.co_name))
        return frames[-MAX_FRAMES:]

    def _frame(self, file: str, line: Any, function: str) -> dict[str, Any]:
        """A place in the learner's file; a SyntaxError that it raised itself may hold anything."""
        line = line if isinstance(line, int) else 0
        lines = self._lines[file]
        code = lines[line - 1].strip()[:200] if 0 < line <= len(lines) else ""
        return {"line": line, "function": function, "code": code}


@functools.lru_cache(maxsize=512)
def _compiled(source: bytes, file: str) -> CodeType:
    """Kept, since the grader tries the same mutants on one failing submission after another."""
    return compile(source, file, "exec", dont_inherit=True)


def _cause(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, PermissionError):
        return "blocked"
    if isinstance(error, ModuleNotFoundError):
        return "blocked" if error.name != SUBMISSION else "raised"
    return "raised"


def _text_of(said: object) -> str:
    with contextlib.suppress(BaseException):  # its __str__ is the submission's code too
        return str(said)[:500]
    return "(its message cannot be shown)"


def _functions(module: ModuleType) -> Iterator[tuple[str, list[int] | None]]:
    for name, value in list(vars(module).items()):
        if isinstance(name, str) and callable(value) and not name.startswith("_"):
            yield name, _arity(value)


def _arity(function: Callable[..., Any]) -> list[int] | None:
    """The least and the greatest number of positional arguments; None where nobody can tell."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if any(p.kind == p.VAR_POSITIONAL for p in parameters):
        return [0, sys.maxsize]
    return [sum(p.default is p.empty for p in positional), len(positional)]


def _array(value: Any, where: str) -> np.ndarray[Any, Any]:
    """The value if it is exactly an ndarray of floats (no subclass), or a number as a 0-d array."""
    if type(value) is np.ndarray:
        if value.dtype.kind == "f" and value.dtype.itemsize > 8:  # long double: more precise than asked for
            value = value.astype(np.float64)
        if value.dtype.name not in TRAVELS:
            raise Oops("structure", where=where, wanted=None, got=f"an array of dtype {value.dtype}"[:80])
        # Not ascontiguousarray, which makes a 0-d array 1-d.
        return np.asarray(value, dtype=value.dtype.newbyteorder("="), order="C")
    if isinstance(value, float | np.floating):
        return np.asarray(float(value))
    if isinstance(value, complex | np.complexfloating):
        return np.asarray(complex(value))
    raise Oops("structure", where=where, wanted=None, got=_describe(value))


def promised(calls: Sequence[dict[str, Any]]) -> int:
    """How many arrays these calls give, echoes included."""
    echoed = sum(sum(map(_is_array, call["args"])) for call in calls if call.get("echo"))
    return echoed + sum(_count(call["result"]) for call in calls)


def _is_array(told: Any) -> bool:
    """Whether the grader sent this argument as an array; a cache that happens to be one is not echoed."""
    return isinstance(told, dict) and "array" in told


def _describe(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return "one array" if type(value) is np.ndarray else f"an array of type {type(value).__name__}"[:80]
    return "None" if value is None else f"a {type(value).__name__}"[:80]


def _count(structure: Any) -> int:
    if isinstance(structure, list):
        return sum(_count(inner) for inner in structure)
    return 0 if isinstance(structure, dict) else 1
