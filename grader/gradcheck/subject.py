"""The user's function and gradient as one subject: which numbers move, how to call it, what its gradients are.

Owns the styles of call and the complaints about misuse, each with what to do next. Refuses to differentiate and to
compare. What the user's code raises on the arguments as given is not caught: it is theirs, traceback and all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from typing import Any

import numpy as np

from grader.compare import norm
from grader.gradcheck import answers, tree
from grader.gradcheck.arguments import Arguments, GradientCheckError
from grader.numgrad import Array, Arrays

ABSENT: Any = object()
"""Two arguments were given: the function returns its gradients itself."""
STREAM = 0x67726164
"""Beside the user's seed, so that `default_rng(0)` on their side does not draw our upstream."""


class Style(Enum):
    """How the gradients are to be had."""

    WITH_LOSS = "the function returns (loss, gradients)"
    GIVEN = "they are arrays already"
    CACHED = "gradient(dy, cache), the cache being the last thing that the function returned"
    DIRECT = "gradient(dy, *args)"
    METHOD = "gradient(dy), a method of an object that its forward, called just before, left its cache in"


class Subject:
    """A function of the inputs named in `wrt`, contracted with `upstreams`, and the gradients that are to be judged."""

    def __init__(self, function: Callable[..., Any], gradient: Any, args: Any, upstream: Any, seed: int) -> None:
        self.function, self.gradient = function, gradient
        self.arguments = Arguments.of(function, args)
        self.leaves = {leaf.name: leaf for leaf in self.arguments.leaves}
        result = self._untouched("the function", function, self.arguments.filled({}), cached=False)
        self.style = self._style_of(result)
        self.outputs = self._split(result)[0]
        self._complain_about_outputs(self.outputs)
        again = self.forward({})
        if not all(_same(a, b) for a, b in zip(self.outputs, again, strict=True)):
            raise GradientCheckError(
                "the function gives other numbers when it is called twice: seed its generator inside the function, "
                "or draw the mask outside and pass it as an argument"
            )
        self.handed = self._hands_upstream(upstream)
        self.upstreams = self._drawn(upstream, np.random.default_rng((seed, STREAM)))

    def forward(self, values: Mapping[str, Array]) -> tuple[Array, ...]:
        """The outputs with some inputs replaced."""
        return self._split(self.function(*self.arguments.filled(values)))[0]

    def gradients(
        self, values: Mapping[str, Array], wrt: Sequence[str] | None, dy: tuple[Array, ...] | None = None
    ) -> Arrays:
        """The user's gradients with some inputs replaced, or the upstreams, by name, in their own dtype."""
        if self.style is Style.GIVEN:
            return answers.named(self.gradient, self.arguments, wrt)
        filled = self.arguments.filled(values)
        if self.style is not Style.DIRECT:
            rest = self._split(self.function(*filled))[1]
            if self.style is Style.WITH_LOSS:
                return answers.named(rest, self.arguments, wrt)
            filled = [rest] if self.style is Style.CACHED else []
        given = (self.upstreams if dy is None else dy) if self.handed else ()
        upstreams = [np.array(v)[()] if v.ndim == 0 else v.copy() for v in given]
        raw = self._untouched("the gradient function", self.gradient, [*upstreams, *filled], upstreams=len(upstreams))
        return answers.named(raw, self.arguments, wrt)

    def _style_of(self, result: Any) -> Style:
        """A tuple is outputs and a cache, unless the gradient function has room for all arguments instead."""
        if self.gradient is ABSENT:
            return Style.WITH_LOSS
        if not callable(self.gradient):
            return Style.GIVEN
        items, takes = len(self.arguments.items), partial(_accepts, self.gradient)
        if isinstance(result, tuple):
            return Style.DIRECT if not takes(len(result)) and takes(len(result) + items) else Style.CACHED
        if inspect.ismethod(self.gradient) and getattr(self.function, "__self__", None) is self.gradient.__self__:
            alone = takes(1) if np.ndim(result) else not takes(items) and (takes(0) or takes(1))
            return Style.METHOD if alone else Style.DIRECT
        return Style.DIRECT

    def _split(self, result: Any) -> tuple[tuple[Array, ...], Any]:
        """The outputs, and the gradients (they come with the loss) or the cache."""
        if self.style is Style.WITH_LOSS:
            if not isinstance(result, tuple) or len(result) < 2:
                raise GradientCheckError(
                    "with two arguments the function must return (loss, gradients), and it returned "
                    f"{type(result).__name__}: for a function of its own use check_gradient(function, gradient, args)"
                )
            return (np.asarray(result[0]),), result[1] if len(result) == 2 else result[1:]
        if isinstance(result, list):
            raise GradientCheckError("the function returned a list: return np.array(...), or a tuple of outputs")
        if not isinstance(result, tuple):
            return (np.asarray(result),), None
        if len(result) < 2:
            raise GradientCheckError("the function returned a tuple of one: return y, or (y, cache)")
        if self.style is Style.DIRECT:
            return tuple(np.asarray(y) for y in result), None
        return tuple(np.asarray(y) for y in result[:-1]), result[-1]

    def _complain_about_outputs(self, outputs: tuple[Array, ...]) -> None:
        if self.style is Style.WITH_LOSS and outputs[0].size != 1:
            raise GradientCheckError(f"the loss has shape {outputs[0].shape}, it must be one number")
        for y in outputs:
            if y.dtype.kind != "f":
                raise GradientCheckError(
                    f"the function returned {y.dtype}, not floats: return y, a tuple of outputs or (y, cache), "
                    "outputs as float arrays; the last of a tuple is the cache"
                )
            if not np.all(np.isfinite(y)):
                raise GradientCheckError("the function gives inf or nan here: choose inputs where it is finite")

    def _hands_upstream(self, upstream: Any) -> bool:
        """Whether the gradient function gets dy first; a loss's need not."""
        if self.style in (Style.WITH_LOSS, Style.GIVEN):
            return False
        if upstream is not None or len(self.outputs) > 1 or self.outputs[0].size != 1:
            return True
        count = {Style.CACHED: 1, Style.METHOD: 0}.get(self.style, len(self.arguments.items))
        without, with_dy = _accepts(self.gradient, count), _accepts(self.gradient, count + 1)
        return with_dy and (not without or self.outputs[0].ndim > 0)

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
        if len(self.outputs) > 1 or self.outputs[0].size != 1:
            raise GradientCheckError(
                f"the output has shape {_shapes(self.outputs)} and the gradient is an array: give upstream=, the "
                "gradient that was sent into the output, or a backward function"
            )
        return (np.ones_like(self.outputs[0]),)

    def _untouched(
        self, who: str, function: Callable[..., Any], given: list[Any], *, upstreams: int = 0, cached: bool = True
    ) -> Any:
        """Call it, and complain where it writes to what it was given (a cache may change)."""
        before = tree.filled(given, {})
        try:
            result = function(*given)
        except TypeError as error:
            if _accepts(function, len(given)):
                raise
            raise GradientCheckError(f"{who} cannot take {self._called(upstreams, len(given))}: {error}") from error
        kept = upstreams if cached and self.style is Style.CACHED else len(given)
        for k, (one, two) in enumerate(zip(before[:kept], given, strict=False)):
            if not _same(one, two):
                what = "its upstream gradient" if k < upstreams else "its inputs"
                raise GradientCheckError(f"{who} changes {what} in place: work on a copy (x = x.copy(), not x += ...)")
        return result

    def _called(self, upstreams: int, count: int) -> str:
        if not upstreams:
            several = "; several arguments stand in a tuple, (x, w, b)" if count == 1 else ""
            return f"the {count} arguments given{several}"
        dy = ", ".join(f"dy{k + 1}" for k in range(upstreams)) if upstreams > 1 else "dy"
        if self.style is Style.CACHED:
            return f"({dy}, cache), the cache being the last thing that the function returned"
        return f"({dy}, *args); for an element-wise derivative write lambda dy, x: dy * derivative(x)"


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
    leaves, others = dict(tree.walk(one)), dict(tree.walk(two))
    return leaves.keys() == others.keys() and all(_alike(leaves[path], others[path]) for path in leaves)


def _alike(one: Any, two: Any) -> bool:
    if not isinstance(one, np.ndarray) or not isinstance(two, np.ndarray):
        return not isinstance(one, np.ndarray) and not isinstance(two, np.ndarray)
    if one.shape != two.shape:
        return False
    if one.dtype.kind != "f":
        return bool(np.array_equal(one, two))
    one, two = np.nan_to_num(one), np.nan_to_num(two)
    return norm(one - two) <= 1e3 * float(np.finfo(one.dtype).eps) * norm(one)


def _shapes(arrays: Sequence[Array]) -> str:
    return ", ".join(str(a.shape) for a in arrays)
