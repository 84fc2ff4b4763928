"""The arguments of a user's function: which of their numbers can be moved, and how to hand them over again.

Owns the names of the inputs and the complaints about them. Refuses to call anything.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.gradcheck import tree
from grader.numgrad import Array


class GradientCheckError(ValueError):
    """The check cannot be made as asked; the message says what to change."""


@dataclass(frozen=True)
class Leaf:
    """One float array (or number) among the arguments; its path begins with the number of the argument."""

    name: str
    long: str
    """With the name of the argument in front, where `name` begins inside a dict."""
    path: tree.Path
    value: Array
    bare: bool
    """It was a number rather than an array, and is handed over as one."""

    def answers(self, name: str) -> bool:
        """Whether the name is that of this leaf or of a branch that holds it."""
        return any(own == name or own.startswith((f"{name}.", f"{name}[")) for own in (self.name, self.long))


@dataclass(frozen=True)
class Arguments:
    """The arguments of the function, and which of their numbers can be moved."""

    items: tuple[Any, ...]
    leaves: tuple[Leaf, ...]
    others: tuple[str, ...]
    """The names of what holds no floats."""

    @classmethod
    def of(cls, function: Callable[..., Any], args: Any) -> Arguments:
        """`args`: one array, number, dict or list of arrays; or a tuple of them, one for each parameter."""
        items = args if isinstance(args, tuple) else (args,)
        names = _names(function, len(items))
        leaves: list[Leaf] = []
        others: list[str] = []
        for path, value in (leaf for place, item in enumerate(items) for leaf in tree.walk(item, (place,))):
            name, long = _named(names[path[0]], items[path[0]], path[1:])
            if isinstance(value, float | np.ndarray | np.generic) and _is_float(long, value):
                leaves.append(Leaf(name, long, path, np.array(value), not isinstance(value, np.ndarray)))
            else:
                others.append(name)
        if not leaves:
            raise GradientCheckError(
                "no input is a float array: integers and lists have no gradient, pass x.astype(float) or np.array(x)"
            )
        if len({leaf.name for leaf in leaves}) < len(leaves):
            leaves = [Leaf(leaf.long, leaf.long, leaf.path, leaf.value, leaf.bare) for leaf in leaves]
        return cls(items, tuple(leaves), tuple(others))

    def filled(self, values: Mapping[str, Array]) -> list[Any]:
        """The arguments for one call; whatever is an array is a copy, unless `values` holds it."""
        moved = {
            leaf.path: values[leaf.name][()] if leaf.bare else values[leaf.name]
            for leaf in self.leaves
            if leaf.name in values
        }
        return [tree.filled(item, moved, (place,)) for place, item in enumerate(self.items)]

    def chosen(self, wrt: str | Sequence[str] | None) -> tuple[str, ...] | None:
        """`wrt` as names of leaves, or None for all; raises where one of them cannot be differentiated."""
        if wrt is None:
            return None
        names: list[str] = []
        for name in (wrt,) if isinstance(wrt, str) else wrt:
            found = [leaf.name for leaf in self.leaves if leaf.answers(name)]
            if not found and name in self.others:
                raise GradientCheckError(f"{name} does not hold floats and has no gradient: pass {name}.astype(float)")
            if not found:
                known = ", ".join(leaf.name for leaf in self.leaves)
                raise GradientCheckError(f"there is no input {name!r}: the float inputs are {known}")
            names += found
        if not names:
            raise GradientCheckError("wrt is empty: name at least one input, or leave it out for all")
        return tuple(dict.fromkeys(names))


def _named(argument: str, item: Any, path: tree.Path) -> tuple[str, str]:
    """The short name and the long one: what stands in a dict is known by its key."""
    inside = tree.label(item, path)
    return inside.removeprefix(".") if inside.startswith(".") else argument + inside, argument + inside


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
