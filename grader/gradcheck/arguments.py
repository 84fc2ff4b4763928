"""The arguments of a user's function: which of their numbers can be moved, and how to hand them over again.

Owns the names of the inputs and the complaints about them. Refuses to call anything.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.numgrad import Array


class GradientCheckError(ValueError):
    """The check cannot be made as asked; the message says what to change."""


@dataclass(frozen=True)
class Leaf:
    """One float array (or number) among the arguments: argument number `place`, entry `key` where that is a dict."""

    name: str
    place: int
    key: str | None
    value: Array
    bare: bool
    """It was a number rather than an array, and is handed over as one."""


@dataclass(frozen=True)
class Arguments:
    """The arguments of the function, and which of their numbers can be moved."""

    items: tuple[Any, ...]
    leaves: tuple[Leaf, ...]
    integers: tuple[str, ...]

    @classmethod
    def of(cls, function: Callable[..., Any], args: Any) -> Arguments:
        """`args`: one array, number or dict; or a tuple of them, one for each parameter."""
        if isinstance(args, list):
            raise GradientCheckError("args is a list: give a tuple for several arguments, np.array(...) for one array")
        items = args if isinstance(args, tuple) else (args,)
        leaves: list[Leaf] = []
        integers: list[str] = []
        for place, (name, item) in enumerate(zip(_names(function, len(items)), items, strict=True)):
            for key, value in item.items() if isinstance(item, Mapping) else [(None, item)]:
                label = name if key is None else str(key)
                if isinstance(value, float | np.ndarray | np.generic) and _is_float(label, value):
                    leaves.append(Leaf(label, place, key, np.array(value), not isinstance(value, np.ndarray)))
                else:
                    integers.append(label)
        if not leaves:
            raise GradientCheckError("no input is a float array: integers have no gradient, pass x.astype(float)")
        names = [leaf.name for leaf in leaves]
        if len(set(names)) < len(names):
            raise GradientCheckError(f"two inputs have one name, in {', '.join(names)}: rename a parameter or a key")
        return cls(items, tuple(leaves), tuple(integers))

    def filled(self, values: Mapping[str, Array]) -> list[Any]:
        """The arguments for one call; whatever is an array is a copy, unless `values` holds it."""
        filled = [copied(item) for item in self.items]
        for leaf in self.leaves:
            if leaf.name in values:
                value = values[leaf.name][()] if leaf.bare else values[leaf.name]
                if leaf.key is None:
                    filled[leaf.place] = value
                else:
                    filled[leaf.place][leaf.key] = value
        return filled


def copied(item: Any) -> Any:
    """The item, its arrays copied, one level of dict deep or more."""
    if isinstance(item, Mapping):
        return {key: copied(value) for key, value in item.items()}
    return item.copy() if isinstance(item, np.ndarray) else item


def _is_float(name: str, value: Any) -> bool:
    kind = np.asarray(value).dtype
    if kind.kind == "c":
        raise GradientCheckError(f"{name} is complex: make its real and imaginary parts two arguments")
    if kind == np.float16:
        raise GradientCheckError(f"{name} is float16, three digits: check with {name}.astype(np.float32)")
    if kind.kind == "f" and not np.all(np.isfinite(value)):
        raise GradientCheckError(f"{name} holds inf or nan: choose finite inputs")
    return kind.kind == "f"


def _names(function: Callable[..., Any], count: int) -> list[str]:
    """The names of the first `count` parameters, x0, x1 … where there are none to be had."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    named = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)][:count]
    return named + [f"x{k}" for k in range(len(named), count)]
