"""Runs a submission's functions: in the child for a learner's file, in the grader for our own mutants.

Owns loading, calling and flattening results. Refuses to judge: it knows neither what is expected nor any tolerance.
A result leaves as arrays only; whatever else happens leaves as an `Oops`, whose text is shown and never trusted.
Imports nothing of the other packages, since it runs inside a child.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from inspect import CO_VARARGS
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from .raised import SUBMISSION, described

KEPT = ""
"""The function of a call that only takes what is kept under a number."""
TRAVELS = frozenset({"float64", "float32", "float16", "complex128"})


class Oops(Exception):
    """Something to tell the grader instead of arrays; `facts` is plain JSON."""

    def __init__(self, cause: str, **facts: Any) -> None:
        super().__init__(cause)
        self.facts: dict[str, Any] = {"cause": cause, **facts}


class Worker:
    """One loaded submission and the caches that its functions returned, by number.

    `register` puts its modules into sys.modules, which dataclasses and imports between them need; the grader's
    own process, which runs our mutants, does without. `begin` is told the case and the function of each call.
    """

    def __init__(self, *, register: bool = True, begin: Callable[[str, str], object] | None = None) -> None:
        self._register = register
        self._begin = begin
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
        echoed: list[tuple[Any, Any]] = []
        for number, call in enumerate(calls):
            args = [self._decode(value, arrays) for value in call["args"]]
            if call.get("echo"):
                echoed += zip(args, call["args"], strict=True)
            try:
                results += self._call(call, args)
            except Oops as oops:
                if not call.get("may_raise"):
                    oops.facts["call"] = number
                    raise
                results += [np.zeros(0)] * _count(call["result"])
        return results + [array for arg, told in echoed for array in _echoed(arg, told)]

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
        if call["function"] == KEPT:
            return self._flatten(call["result"], args[0], "grads")
        function = getattr(self._module, call["function"], None)
        if not callable(function):
            raise Oops("missing", function=call["function"])
        if self._begin:
            self._begin(call.get("case", ""), call["function"])
        with _Caught(self._lines):
            value = function(*args)
            return self._flatten(call["result"], value, call["function"])

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

    def _flatten(self, structure: Any, value: Any, where: str) -> list[Any]:
        if isinstance(structure, list):
            return self._parts(structure, value, where)
        if not isinstance(structure, dict):
            return [_array(value, where)]
        if "keys" in structure:
            return self._items(structure["keys"], value, where)
        self._caches[structure["cache"]] = value
        return []

    def _parts(self, structure: list[Any], value: Any, where: str) -> list[Any]:
        if not isinstance(value, tuple | list) or len(value) != len(structure):
            raise Oops("structure", where=where, wanted=len(structure), got=_describe(value))
        parts: list[Any] = []
        for position, (inner, item) in enumerate(zip(structure, value, strict=True)):
            if isinstance(inner, str):  # nearly always
                parts.append(_array(item, inner))
            else:
                parts += self._flatten(inner, item, f"{where}[{position}]")
        return parts

    def _items(self, names: dict[str, str], value: Any, where: str) -> list[Any]:
        """The values of a dict in the order asked for."""
        keys = ", ".join(names)
        if not isinstance(value, dict):
            raise Oops("structure", where=where, keys=keys, got=_describe(value))
        if missing := [key for key in names if key not in value]:
            raise Oops("structure", where=where, keys=keys, got=f"a dict without {', '.join(missing)}"[:80])
        return [array for key, name in names.items() for array in self._flatten(name, value[key], name)]


class _Caught:
    """Turns whatever the submission raises, SystemExit and KeyboardInterrupt included, into an Oops."""

    def __init__(self, lines: dict[str, list[str]]) -> None:
        self._lines = lines

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if error is not None and not isinstance(error, Oops):
            raise Oops(**described(error, trace, self._lines)) from None


@functools.lru_cache(maxsize=512)
def _compiled(source: bytes, file: str) -> CodeType:
    """Kept, since the grader tries the same mutants on one failing submission after another."""
    return compile(source, file, "exec", dont_inherit=True)


def _functions(module: ModuleType) -> Iterator[tuple[str, list[int] | None]]:
    for name, value in list(vars(module).items()):
        if isinstance(name, str) and callable(value) and not name.startswith("_"):
            yield name, _arity(value)


def _arity(function: Callable[..., Any]) -> list[int] | None:
    """The least and the greatest number of positional arguments; None where nobody can tell."""
    if type(function) is FunctionType and not function.__dict__ and not function.__code__.co_flags & CO_VARARGS:
        count = function.__code__.co_argcount  # nearly always, and ten times as fast
        return [count - len(function.__defaults__ or ()), count]
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
        if value.dtype == np.float64 and value.dtype.isnative:  # nearly always
            return value.copy()  # as it is now: the next call may write into the same buffer
        if value.dtype.kind == "f" and value.dtype.itemsize > 8:  # long double: more precise than asked for
            value = value.astype(np.float64)
        if value.dtype.name not in TRAVELS:
            raise Oops("structure", where=where, wanted=None, got=f"an array of dtype {value.dtype}"[:80])
        return np.array(value, dtype=value.dtype.newbyteorder("="), order="C")
    if isinstance(value, float | np.floating | int | np.integer) and not isinstance(value, bool):
        return np.asarray(float(value))  # `x / n if n else 0` is a number too
    if isinstance(value, complex | np.complexfloating):
        return np.asarray(complex(value))
    raise Oops("structure", where=where, wanted=None, got=_describe(value))


def promised(calls: Sequence[dict[str, Any]]) -> int:
    """How many arrays these calls give, echoes included."""
    echoed = sum(sum(map(_sent, call["args"])) for call in calls if call.get("echo"))
    return echoed + sum(_count(call["result"]) for call in calls)


def _sent(told: Any) -> int:
    """How many arrays the grader sent as this argument; a cache that happens to be one is not echoed."""
    if not isinstance(told, dict):
        return 0
    return sum(map(_sent, told["dict"].values())) if "dict" in told else int("array" in told)


def _echoed(arg: Any, told: Any) -> Iterator[Any]:
    """The arrays of an argument as they are now; whoever took one out of its dict has changed it."""
    if not _sent(told):
        return
    if "array" in told:
        yield arg if type(arg) is np.ndarray else np.zeros(0)
        return
    for key, inner in told["dict"].items():
        yield from _echoed(arg.get(key), inner)


def _describe(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return "one array" if type(value) is np.ndarray else f"an array of type {type(value).__name__}"[:80]
    return "None" if value is None else f"a {type(value).__name__}"[:80]


def _count(structure: Any) -> int:
    if isinstance(structure, list):
        return sum(_count(inner) for inner in structure)
    if isinstance(structure, dict):
        return len(structure.get("keys", ()))
    return 1
