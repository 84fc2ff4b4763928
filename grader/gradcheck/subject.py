"""The user's function and gradient as one subject: which numbers move, how to call it, what its gradients are.

Owns the three styles of call and the complaints about misuse, each with what to do next. Refuses to differentiate
and to compare. What the user's code raises on the arguments as given is not caught: it is theirs, traceback and all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from grader.compare import norm
from grader.gradcheck.arguments import Arguments, GradientCheckError, copied
from grader.numgrad import Array, Arrays

ABSENT: Any = object()
"""Two arguments were given: the function returns its gradients itself."""
STREAM = 0x67726164
"""Beside the user's seed, so that `default_rng(0)` on their side does not draw our upstream."""


class Subject:
    """A function of the inputs named in `wrt`, contracted with `upstreams`, and the gradients that are to be judged."""

    def __init__(self, function: Callable[..., Any], gradient: Any, args: Any, upstream: Any, seed: int) -> None:
        self.function, self.gradient = function, gradient
        self.arguments = Arguments.of(function, args)
        self.leaves = {leaf.name: leaf for leaf in self.arguments.leaves}
        self._cached = False
        result = self._untouched("the function", function, self.arguments.filled({}))
        outputs, rest = self._split(result)
        self._complain_about_outputs(outputs)
        self.outputs = outputs
        self._cached = gradient is not ABSENT and isinstance(result, tuple)
        again = self.forward({})
        if not all(_same(a, b) for a, b in zip(outputs, again, strict=True)):
            raise GradientCheckError(
                "the function gives other numbers when it is called twice: seed its generator inside the function, "
                "or draw the mask outside and pass it as an argument"
            )
        self.handed = self._hands_upstream(upstream, rest)
        self.upstreams = self._drawn(upstream, np.random.default_rng((seed, STREAM)))

    def forward(self, values: Mapping[str, Array]) -> tuple[Array, ...]:
        """The outputs with some inputs replaced."""
        return self._split(self.function(*self.arguments.filled(values)))[0]

    def gradients(self, values: Mapping[str, Array], wrt: Sequence[str] | None) -> Arrays:
        """The user's gradients with some inputs replaced, by name, in their own dtype."""
        if not callable(self.gradient) and self.gradient is not ABSENT:
            return self._named(self.gradient, wrt)
        filled = self.arguments.filled(values)
        if self.gradient is ABSENT or self._cached:
            rest = self._split(self.function(*filled))[1]
            if self.gradient is ABSENT:
                return self._named(rest, wrt)
            filled = [rest]
        upstreams = [np.array(v)[()] if v.ndim == 0 else v.copy() for v in self.upstreams] if self.handed else []
        kept = len(upstreams)
        raw = self._untouched("the gradient function", self.gradient, [*upstreams, *filled], kept)
        return self._named(raw, wrt)

    def _split(self, result: Any) -> tuple[tuple[Array, ...], Any]:
        """The outputs, and the gradients (they come with the loss) or the cache."""
        if self.gradient is ABSENT:
            if not isinstance(result, tuple) or len(result) < 2:
                raise GradientCheckError(
                    "with two arguments the function must return (loss, gradients), and it returned "
                    f"{type(result).__name__}: for a function of its own use check_gradient(function, gradient, args)"
                )
            return (np.asarray(result[0]),), result[1] if len(result) == 2 else result[1:]
        if not isinstance(result, tuple):
            return (np.asarray(result),), None
        if len(result) < 2:
            raise GradientCheckError("the function returned a tuple of one: return y, or (y, cache)")
        return tuple(np.asarray(y) for y in result[:-1]), result[-1]

    def _complain_about_outputs(self, outputs: tuple[Array, ...]) -> None:
        if self.gradient is ABSENT and outputs[0].ndim:
            raise GradientCheckError(f"the loss has shape {outputs[0].shape}, it must be one number")
        for y in outputs:
            if y.dtype.kind != "f":
                raise GradientCheckError(
                    f"the function returned {y.dtype}, not floats: return y or (y, cache), as float arrays"
                )
            if not np.all(np.isfinite(y)):
                raise GradientCheckError("the function gives inf or nan here: choose inputs where it is finite")

    def _hands_upstream(self, upstream: Any, rest: Any) -> bool:
        """Whether the gradient function gets dy first; a loss's need not."""
        if self.gradient is ABSENT or not callable(self.gradient):
            return False
        if upstream is not None or len(self.outputs) > 1 or self.outputs[0].ndim:
            return True
        count = 1 if rest is not None else len(self.arguments.items)
        return not _accepts(self.gradient, count) and _accepts(self.gradient, count + 1)

    def _drawn(self, upstream: Any, rng: np.random.Generator) -> tuple[Array, ...]:
        """One cotangent an output: as given, 1 for a bare loss, else of both signs and never ones."""
        if upstream is not None:
            given = upstream if isinstance(upstream, tuple) else (upstream,)
            found = tuple(np.asarray(v) for v in given)
            if [v.shape for v in found] != [y.shape for y in self.outputs]:
                raise GradientCheckError(
                    f"upstream has shape {_shapes(found)}, the output has {_shapes(self.outputs)}: they must be equal"
                )
            return found
        if self.handed:
            return tuple(
                np.asarray(rng.choice((-1.0, 1.0), y.shape) * rng.uniform(0.5, 1.5, y.shape)).astype(y.dtype)
                for y in self.outputs
            )
        if len(self.outputs) > 1 or self.outputs[0].ndim:
            raise GradientCheckError(
                f"the output has shape {_shapes(self.outputs)} and the gradient is an array: give upstream=, the "
                "gradient that was sent into the output, or a backward function"
            )
        return (np.ones((), self.outputs[0].dtype),)

    def _untouched(self, who: str, function: Callable[..., Any], filled: list[Any], upstreams: int = 0) -> Any:
        """Call it, and complain where it writes to what it was given (a cache may change)."""
        before = [copied(item) for item in filled]
        try:
            result = function(*filled)
        except TypeError as error:
            if _accepts(function, len(filled)):
                raise
            raise GradientCheckError(f"{who} cannot take {self._called(upstreams, len(filled))}: {error}") from error
        for k, (one, two) in enumerate(zip(before, filled, strict=True)):
            owned = isinstance(one, np.ndarray) or (isinstance(one, Mapping) and not self._cached)
            if owned and not _same(one, two):
                what = "its upstream gradient" if k < upstreams else "its inputs"
                raise GradientCheckError(f"{who} changes {what} in place: work on a copy (x = x.copy(), not x += ...)")
        return result

    def _called(self, upstreams: int, count: int) -> str:
        if not upstreams:
            return f"the {count} arguments given"
        rest = "cache" if self._cached else "*args"
        return f"(dy, {rest}); for an element-wise derivative write lambda dy, x: dy * derivative(x)"

    def _named(self, raw: Any, wrt: Sequence[str] | None) -> Arrays:
        """The gradients by the names of the inputs, or a complaint about all that is wrong with them."""
        if isinstance(raw, Mapping):
            keyed = [leaf.name for leaf in self.arguments.leaves if leaf.key is not None] or list(self.leaves)
            wanted = list(wrt or keyed)
            found = {name: raw.get(name, raw.get("d" + name)) for name in wanted}
        else:
            wanted = list(wrt or self.leaves)
            found = self._in_order(raw, wanted)
        self._complain_about(found)
        return {name: np.asarray(gradient) for name, gradient in found.items()}

    def _in_order(self, raw: Any, wanted: list[str]) -> dict[str, Any]:
        several = isinstance(raw, tuple) or (isinstance(raw, list) and len(wanted) > 1)
        row = list(raw) if several else [raw]
        every = [leaf.name for leaf in self.arguments.leaves]
        if len(row) == len(wanted):
            return dict(zip(wanted, row, strict=True))
        if len(row) == len(every):
            return {name: g for name, g in zip(every, row, strict=True) if name in wanted}
        plain = not any(isinstance(item, Mapping) for item in self.arguments.items)
        if plain and len(row) == len(self.arguments.items):
            return {name: row[self.leaves[name].place] for name in wanted}
        raise GradientCheckError(
            f"{len(row)} gradients for {len(wanted)} inputs ({', '.join(wanted)}): return one for each, or name those "
            f'that have one: wrt=("{wanted[0]}", ...)'
        )

    def _complain_about(self, found: Mapping[str, Any]) -> None:
        complaints = []
        for name, gradient in found.items():
            shape = self.leaves[name].value.shape
            if gradient is None:
                complaints.append(f"there is no gradient for {name}: return one, or leave {name} out of wrt=")
            elif (kind := np.asarray(gradient).dtype.kind) not in "fiu":
                what = {"c": "complex", "O": "a list of arrays or objects"}.get(kind, "not numbers")
                complaints.append(f"the gradient for {name} is {what}: return a float array of shape {shape}")
            elif np.shape(gradient) != shape:
                complaints.append(
                    f"the gradient for {name} has shape {np.shape(gradient)}, {name} has {shape}: they must be equal "
                    "(sum over broadcast axes, transpose, or reshape)"
                )
        if complaints:
            raise GradientCheckError("; ".join(complaints))


def chosen(subject: Subject, wrt: str | Sequence[str] | None) -> tuple[str, ...] | None:
    """`wrt` as names, or None for all; raises where one of them cannot be differentiated."""
    if wrt is None:
        return None
    names = (wrt,) if isinstance(wrt, str) else tuple(wrt)
    for name in names:
        if name in subject.arguments.integers:
            raise GradientCheckError(f"{name} does not hold floats and has no gradient: pass {name}.astype(float)")
        if name not in subject.leaves:
            raise GradientCheckError(f"there is no input {name!r}: the float inputs are {', '.join(subject.leaves)}")
    if not names:
        raise GradientCheckError("wrt is empty: name at least one input, or leave it out for all")
    return names


def _accepts(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    except ValueError:  # a builtin tells nothing
        return True
    return True


def _same(one: Any, two: Any) -> bool:
    """Equal but for the order of sums; nan equals nan."""
    if isinstance(one, Mapping):
        return one.keys() == two.keys() and all(_same(one[key], two[key]) for key in one)
    if not isinstance(one, np.ndarray):
        return True
    if one.shape != two.shape:
        return False
    if one.dtype.kind != "f":
        return bool(np.array_equal(one, two))
    return norm(np.nan_to_num(one) - np.nan_to_num(two)) <= 1e3 * float(np.finfo(one.dtype).eps) * norm(
        np.nan_to_num(one)
    )


def _shapes(arrays: Sequence[Array]) -> str:
    return ", ".join(str(a.shape) for a in arrays)
