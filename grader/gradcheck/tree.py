"""Dicts, lists and tuples in each other, as parameters are kept: walk them, copy them, look into them by a path.

Owns what counts as a branch: a shape or a list of rates, plain numbers all, is none. Refuses to know what leaves mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

Path = tuple[Any, ...]
"""Keys and positions, from the outside in."""
MISSING: Any = object()


def walk(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything that is not a branch, with its path."""
    if isinstance(tree, Mapping):
        for key, branch in tree.items():
            yield from walk(branch, (*path, key))
    elif _is_row(tree):
        for k, branch in enumerate(tree):
            yield from walk(branch, (*path, k))
    else:
        yield path, tree


def filled(tree: Any, values: Mapping[Path, Any], path: Path = ()) -> Any:
    """The tree with some leaves replaced and all other arrays copied."""
    if path in values:
        return values[path]
    if isinstance(tree, Mapping):
        return {key: filled(branch, values, (*path, key)) for key, branch in tree.items()}
    if _is_row(tree):
        branches = [filled(branch, values, (*path, k)) for k, branch in enumerate(tree)]
        # A named tuple takes its fields one by one.
        return type(tree)(*branches) if hasattr(tree, "_fields") else type(tree)(branches)
    return tree.copy() if isinstance(tree, np.ndarray) else tree


def found(tree: Any, path: Path) -> Any:
    """What stands at the path, or MISSING; a key `w` may be called `dw` there."""
    for step in path:
        if isinstance(tree, Mapping):
            tree = tree[step] if step in tree else tree.get(f"d{step}", MISSING)
        elif isinstance(tree, list | tuple) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return MISSING
    return tree


def label(tree: Any, path: Path) -> str:
    """The path as one writes it: `.w` for keys and fields, `[0]` for positions."""
    text = ""
    for step in path:
        fields = getattr(tree, "_fields", None)
        text += (
            f"[{step}]" if isinstance(tree, list | tuple) and fields is None else f".{fields[step] if fields else step}"
        )
        tree = tree[step]
    return text


def _is_row(tree: Any) -> bool:
    return isinstance(tree, list | tuple) and not all(isinstance(branch, int | float | str) for branch in tree)
