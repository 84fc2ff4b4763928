"""What a user's gradient function returned, brought under the names of the inputs.

Owns the ways in which people return gradients: bare, in the order of the arguments, by name, or nested like the
parameters. Of these the first that fits all shapes is meant. Refuses to judge a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from grader.gradcheck import tree
from grader.gradcheck.arguments import Arguments, GradientCheckError, Leaf
from grader.numgrad import Array, Arrays

Reading = Callable[[Leaf], Any]
"""Where the gradient for a leaf is looked for."""


def named(raw: Any, arguments: Arguments, wrt: Sequence[str] | None) -> Arrays:
    """The gradients by the names of the inputs, or a complaint about all that is wrong with them."""
    candidates = [
        {leaf.name: reading(leaf) for leaf in wanted}
        for wanted in _wanted(arguments, wrt)
        for reading in _readings(raw, arguments, wanted)
    ]
    leaves = {leaf.name: leaf for leaf in arguments.leaves}
    for candidate in candidates:
        if not any(_complaints(candidate, leaves)):
            return {name: np.asarray(gradient) for name, gradient in candidate.items()}
    if candidates:
        best = min(candidates, key=lambda found: sum(g is None or g is tree.MISSING for g in found.values()))
        keys = f" (the keys returned are {', '.join(map(str, raw))})" if isinstance(raw, Mapping) else ""
        raise GradientCheckError("; ".join(_complaints(best, leaves)) + keys)
    wanted = [leaf.name for leaf in next(_wanted(arguments, wrt))]
    count = len(raw) if isinstance(raw, list | tuple) else 1
    raise GradientCheckError(
        f"{count} gradients for {len(wanted)} inputs ({', '.join(wanted)}): return one for each, or name those "
        f'that have one: wrt=("{wanted[0]}", ...)'
    )


def _wanted(arguments: Arguments, wrt: Sequence[str] | None) -> Iterator[tuple[Leaf, ...]]:
    """Those that are named; else all, else those in dicts and lists: parameters have gradients, data often has none."""
    if wrt is not None:
        yield tuple(leaf for name in wrt for leaf in arguments.leaves if leaf.name == name)
        return
    yield arguments.leaves
    nested = tuple(leaf for leaf in arguments.leaves if len(leaf.path) > 1)
    if 0 < len(nested) < len(arguments.leaves):
        yield nested


def _readings(raw: Any, arguments: Arguments, wanted: Sequence[Leaf]) -> Iterator[Reading]:
    """Ways to read `raw`, the likely ones first."""
    places = _places(wanted)
    if isinstance(raw, Mapping):
        yield partial(_by_name, raw)
    if len(places) == 1 and len(wanted[0].path) > 1:
        yield lambda leaf: tree.found(raw, leaf.path[1:])
    if isinstance(raw, list | tuple):
        for order in (places, _places(arguments.leaves), list(range(len(arguments.items)))):
            if len(raw) == len(order):
                yield partial(_by_place, raw, order)
        for leaves in (wanted, arguments.leaves):
            if len(raw) == len(leaves):
                yield partial(_by_rank, raw, [leaf.name for leaf in leaves])
    if len(wanted) == 1 and not isinstance(raw, Mapping | tuple):
        yield lambda _: raw


def _places(leaves: Sequence[Leaf]) -> list[int]:
    """The arguments that hold these leaves, in order."""
    return list(dict.fromkeys(leaf.path[0] for leaf in leaves))


def _by_place(raw: Sequence[Any], order: list[int], leaf: Leaf) -> Any:
    """One gradient an argument, nested as the argument is."""
    return tree.found(raw, (order.index(leaf.path[0]), *leaf.path[1:]))


def _by_rank(raw: Sequence[Any], names: list[str], leaf: Leaf) -> Any:
    """One gradient an array, in the order of the arrays."""
    return raw[names.index(leaf.name)]


def _by_name(raw: Mapping[Any, Any], leaf: Leaf) -> Any:
    """Under its own name, that of its argument, or a `d` before either."""
    for path in ((leaf.name,), (leaf.long,), leaf.path[1:]):
        if path and (found := tree.found(raw, path)) is not tree.MISSING:
            return found
    return tree.MISSING


def _complaints(found: Mapping[str, Any], leaves: Mapping[str, Leaf]) -> Iterator[str]:
    for name, gradient in found.items():
        shape = leaves[name].value.shape
        if gradient is None or gradient is tree.MISSING:
            yield f"there is no gradient for {name}: return one, or leave {name} out of wrt="
            continue
        array = _array(gradient)
        if array is None or array.dtype.kind not in "fiu":
            what = {"c": "complex", "b": "of booleans"}.get(
                "" if array is None else array.dtype.kind, "no array of numbers"
            )
            yield f"the gradient for {name} is {what}: return a float array of shape {shape}"
        elif array.shape != shape:
            how = "transpose it" if array.T.shape == shape else "sum over broadcast axes, transpose, or reshape"
            yield f"the gradient for {name} has shape {array.shape}, {name} has {shape}: they must be equal ({how})"


def _array(gradient: Any) -> Array | None:
    """None where NumPy cannot make one array of it: a ragged list."""
    try:
        return np.asarray(gradient)
    except ValueError:
        return None
