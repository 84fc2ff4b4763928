"""How much of an error is a right formula's own rounding.

Owns the measure. A formula that cancels (E[x²] - E[x]², 1 - s near s = 1) is right and loses digits, and its error is
drawn anew at every point; the error of a wrong derivative is a smooth function of the point. So the *error*, not the
result, is compared between points that are many ulps apart and yet so near that a real error stays what it is. The
result alone, moved by an ulp, tells less: 1 - s does not change at all with an ulp of z.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from grader import compare
from grader.ask import Ask, Results
from grader.draws import LARGE, Draw
from grader.numgrad import Array
from grader.sandbox.child import Failure

POINTS = 6
"""At one or two of them an error may be the same by chance."""
FACTOR = 100.0
"""What an error may be, in changes of its own; honest ones never exceeded 11. A real error changes by `draws.MOVE`
of itself, about 2e-7, times how steep it is: to pass for rounding it would have to be 4e4 times as steep as a line."""

Errors = Callable[[Draw, Results], Array]


class Rounding:
    """What one runner's results lose by themselves, in the units of the verdict; looked at once a draw."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._seen: dict[tuple[str, str], Sequence[tuple[Draw, Results]]] = {}

    def of_output(self, draw: Draw, i: int) -> float:
        """The largest error of the i-th output that may be its own rounding."""

        def errors(there: Draw, outputs: Results) -> Array:
            return compare.signed(outputs[i], there.right[i], compare.magnitudes(there.right[i]))

        return self._largest(self._around("forward", draw), errors)

    def of_gradient(self, draw: Draw, i: int) -> float:
        """The largest error of the i-th gradient that may be its own rounding."""
        wrt = draw.function.wrt[i]

        def errors(there: Draw, found: Results) -> Array:
            if draw.function.size > LARGE:
                return np.asarray(there.gate_of(wrt, (found[i],)))
            truth = there.nearest(found)[0]
            return compare.signed(found[i], truth.values[wrt], truth.scales[wrt])

        return self._largest(self._around("gradient", draw), errors)

    def _around(self, stage: str, draw: Draw) -> Sequence[tuple[Draw, Results]]:
        if (stage, draw.case.name) not in self._seen:
            points = (draw, *map(draw.moved, range(POINTS)))
            self._seen[stage, draw.case.name] = [(p, self._results(stage, p)) for p in points]
        return self._seen[stage, draw.case.name]

    def _results(self, stage: str, draw: Draw) -> Results:
        """What it gives at one point; nothing where that is no result."""
        if stage == "forward":
            found, wanted = self._ask.outputs(draw), draw.right
        else:
            answer = self._ask.gradients(draw)
            found = answer if isinstance(answer, Failure) else answer.first
            wanted = tuple(draw.case.args[name] for name in draw.function.wrt)
        if isinstance(found, Failure):
            return ()
        return found if all(f.shape == w.shape for f, w in zip(found, wanted, strict=True)) else ()

    @staticmethod
    def _largest(around: Sequence[tuple[Draw, Results]], errors: Errors) -> float:
        """0, hence no allowance, where there is no result at some point."""
        if not all(results for _, results in around):
            return 0.0
        here, *others = (errors(draw, results) for draw, results in around)
        return FACTOR * max(float(np.max(np.abs(there - here), initial=0.0)) for there in others)
