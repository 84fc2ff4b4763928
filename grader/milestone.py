"""A milestone: a network of ours whose layers are the learner's own files, trained and measured step by step.

Owns the training loop, the budget of time and what is told of it. Each file has a locked child of its own, so that
names do not collide and caches stay where they were made; parameters, data and optimizer never leave this process. How
long it may take depends on how fast the learner's own steps are, since four loops are no mistake. Leaving the iterator,
at its end or in its middle, ends the children.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Mapping
from contextlib import ExitStack

import numpy as np

from exercises.catalog import Exercise
from exercises.content import Text
from exercises.milestones import Milestone
from grader.borrowed import Borrowed, Shapes
from grader.networks import LOSS, NETWORKS, Network
from grader.numgrad import Array
from grader.sandbox import Sandbox
from grader.trained import Progress, Stumbled, Training

PROBE = 3
"""Steps by which the learner's speed is measured."""
SPARE = 5.0
"""Times the measured speed that a training may take: a laptop does other things meanwhile, and somebody can cancel."""
SLACK = 10.0
"""Seconds that it may take besides, so that a short one is not stopped by a moment in which the machine is busy."""
MOST = 3600.0
"""Seconds after which nobody waits any more; on a busy machine four loops over a convolution take a third of it."""
LOOKS = 5
"""How often the score is taken; the last one counts."""
TOO_SLOW = Text(
    "one step takes {each:.2g} s, most of it here, so that {steps} steps would take {minutes:.0f} minutes; compute "
    "whole arrays with NumPy where there is a loop over single numbers",
    "每一步要 {each:.2g} 秒，主要花在这里，{steps} 步需要 {minutes:.0f} 分钟；"
    "请把逐个数字的循环换成 NumPy 的整块数组运算",
)
SLOWER = Text(
    "the steps take {spare:g} times as long as the first ones did; does something grow from call to call?",
    "每一步的耗时涨到开始时的 {spare:g} 倍；是不是有什么东西随着每次调用不断变大？",
)
Params = dict[Hashable, Array]
"""By number of the part and name of the argument."""


def train(
    milestone: Milestone,
    exercises: Mapping[str, Exercise],
    sources: Mapping[str, bytes],
    sandbox: Sandbox,
    seed: int = 0,
) -> Training:
    """One training, from step to step. Raises Stumbled, and SandboxError where no child can be started."""
    rng = np.random.default_rng(seed)
    network, steps = NETWORKS[milestone.id](rng), milestone.steps
    budget = _Budget(steps)
    with ExitStack() as stack:
        layers = {
            name: stack.enter_context(Borrowed.load(exercises[name], sources[name], sandbox, MOST))
            for name in milestone.exercises
        }
        training = _Training(network, layers)
        for step in range(1, steps + 1):
            with budget:
                loss = training.step(*network.data.batch(rng), left=1 - (step - 1) / steps)
                score = training.score() if step == steps or step % -(-steps // LOOKS) == 0 else None
            if complaint := budget.complaint(step):
                raise Stumbled(max(layers, key=lambda name: layers[name].worked), complaint)
            yield Progress(step, steps, loss, score, budget.left(step))


class _Budget:
    """Time: only what the steps take counts, not what is done with what they give."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._spent = 0.0
        self._since = 0.0
        self._each = 0.0

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._spent += time.monotonic() - self._since

    def complaint(self, step: int) -> Text | None:
        """Why this goes no further: hopeless from the beginning, or much slower than it was."""
        if step == PROBE:
            self._each = self._spent / PROBE
            if (whole := self._each * self._steps) > MOST:
                return TOO_SLOW.format(each=self._each, steps=self._steps, minutes=whole / 60)
        if step > PROBE and self._spent > SLACK + SPARE * self._each * self._steps:
            return SLOWER.format(spare=SPARE)
        return None

    def left(self, step: int) -> float | None:
        """Seconds, if it goes on as it did so far."""
        return self._spent / step * (self._steps - step) if step >= PROBE else None


class _Training:
    """The parameters, and one step of them."""

    def __init__(self, network: Network, layers: Mapping[str, Borrowed]) -> None:
        self._network = network
        self._layers = layers
        self._params: Params = {
            (number, name): value for number, part in enumerate(network.parts) for name, value in part.params.items()
        }

    def step(self, x: Array, labels: Array, left: float) -> float:
        """Forward, backward, move; returns the loss before the move. Raises Stumbled."""
        z, shapes = self._forward(x)
        loss, last = self._layers[LOSS], len(shapes)
        value = loss.forward(last, {loss.input: z, "t": labels}, ())
        dy = loss.backward(last, np.ones(()), {loss.input: z.shape})[loss.input]
        grads: Params = {}
        for number, shape in reversed(list(enumerate(shapes))):
            dy = self._backward(number, dy, shape, grads)
        self._params = self._network.rule.moved(self._params, grads, left)
        return float(value)

    def score(self) -> float:
        """On what was held out. Raises Stumbled."""
        data = self._network.data
        return float(np.concatenate([data.marks(self._forward(x)[0], labels) for x, labels in data.held_out()]).mean())

    def _forward(self, x: Array) -> tuple[Array, list[Shapes]]:
        """The logits, and of each part the shapes of what it was given."""
        shapes: list[Shapes] = []
        for number, part in enumerate(self._network.parts):
            layer = self._layers[part.exercise]
            x = x if part.steps else x.reshape(-1, *part.takes)
            given = {layer.input: x} | {name: self._params[number, name] for name in part.params}
            given |= {name: np.zeros((len(x), width)) for name, width in part.states.items()}
            x = layer.forward(number, {**given, **part.fixed}, part.shape(x.shape))
            shapes.append({name: value.shape for name, value in given.items()})
        return x, shapes

    def _backward(self, number: int, dy: Array, shapes: Shapes, grads: Params) -> Array:
        """The gradient for the part before; those of this one's parameters are added to `grads`."""
        part = self._network.parts[number]
        layer = self._layers[part.exercise]
        found = layer.backward(number, dy.reshape(part.shape(shapes[layer.input])), shapes)
        grads.update({(number, name): found[name] for name in part.params})
        return found[layer.input]
