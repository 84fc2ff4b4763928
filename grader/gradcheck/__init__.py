"""Anyone's own gradient, checked in one call: the numerical derivatives of their function against it.

    tree, arguments   what can be moved              subject, answers    their function and its gradients
    slopes            the true derivatives           probes              where the two are compared
    verdict           what is no mistake after all   patterns, result    what is told

Unlike the grader's own references, a function here is unknown: it may be unsafe under the complex step, keep no long
double, have kinks, and it runs in this process. Nothing here guards against hostile code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, overload

import numpy as np

from grader.gradcheck.arguments import GradientCheckError
from grader.gradcheck.result import GradientCheck, InputCheck, Kink, WrongEntry
from grader.gradcheck.subject import ABSENT, STREAM, Subject
from grader.gradcheck.verdict import Judge

__all__ = ["GradientCheck", "GradientCheckError", "InputCheck", "Kink", "WrongEntry", "check_gradient"]

Wrt = str | Sequence[str] | None


@overload
def check_gradient(function: Callable[..., Any], args: Any, /, *, wrt: Wrt = None, seed: int = 0) -> GradientCheck: ...
@overload
def check_gradient(
    function: Callable[..., Any], gradient: Any, args: Any, /, *, upstream: Any = None, wrt: Wrt = None, seed: int = 0
) -> GradientCheck: ...
def check_gradient(  # noqa: PLR0913 (one idea each, and the first three by place)
    function: Callable[..., Any],
    gradient: Any,
    args: Any = ABSENT,
    /,
    *,
    upstream: Any = None,
    wrt: Wrt = None,
    seed: int = 0,
) -> GradientCheck:
    """Check a hand-written gradient of a NumPy function against its numerical derivatives.

        check_gradient(f, grad_f, x)                      f(x) -> loss, grad_f(x) -> gradient; or the gradient itself
        check_gradient(forward, backward, (x, w, b))      forward(*args) -> (y, cache), backward(dy, cache) -> gradients
        check_gradient(layer.forward, layer.backward, x)  methods of one object, which keeps the cache
        check_gradient(loss_and_grads, params)            params a dict or a list, its gradients nested the same way

    `args` is one array, number, dict or list of arrays, or a tuple with one for each parameter. Several outputs are
    (y1, y2, cache) and backward(dy1, dy2, cache); a forward without a cache has backward(dy, *args). Gradients are in
    the order of the float inputs, or a dict by their names. What holds no floats (labels, shapes, None) is handed
    through.

    upstream: dy, of the shape of y; random of both signs if it is left out. wrt: the names of the inputs that have a
    gradient (x, w, layer1.w, or layer1 for all in it); all float inputs if it is left out. seed: of everything random.

    The result is true if all is right, prints what is wrong and where, and has `raise_if_wrong()` for tests. Raises
    GradientCheckError, with what to do, where there is nothing to compare.
    """
    if args is ABSENT:
        gradient, args = ABSENT, gradient
        if callable(args):
            raise GradientCheckError("the arguments are missing: check_gradient(function, gradient, args)")
        if upstream is not None:
            raise GradientCheckError(
                "a function that returns (loss, gradients) takes no upstream gradient: leave it out"
            )
    subject = Subject(function, gradient, args, upstream, seed)
    judge = Judge(subject, subject.arguments.chosen(wrt), np.random.default_rng((seed, STREAM, 1)))
    inputs = judge.check_all()
    return GradientCheck(inputs, judge.slopes.method, seed, _notes(judge, inputs))


def _notes(judge: Judge, inputs: tuple[InputCheck, ...]) -> tuple[str, ...]:
    notes = []
    if single := [found for found in inputs if judge.single[found.name]]:
        names, asked = ", ".join(found.name for found in single), max(found.tolerance for found in single)
        notes.append(
            f"single precision somewhere in {names}: checked to {asked:.0e}; float64 throughout checks to 1e-10"
        )
    notes += [
        f"{found.name} is right, but digits are lost here: only {found.tolerance:.0e} could be asked for"
        for found in inputs
        if found.ok and not judge.single[found.name] and found.tolerance > 1e-8
    ]
    if any(not found.ok and found.error < 1e-4 and found.worst for found in inputs):
        notes.append("errors this small usually are an epsilon that only one of the two has")
    return tuple(notes)
