"""What is told of the training of a milestone: how far it is, or what it stumbled over. Plain values, no NumPy."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from exercises.content import Text


@dataclass(frozen=True)
class Progress:
    """How far a training is."""

    step: int
    steps: int
    loss: float
    score: float | None
    """On data that it is not trained on; only now and then, and after the last step."""
    seconds_left: float | None
    """An estimate; None until there is one."""


Training = Generator[Progress, None, None]
"""Whoever closes it ends the training and its processes."""


class Stumbled(Exception):
    """A layer gave nothing that the training could go on with. `text` says what; the learner mends `exercise`."""

    def __init__(self, exercise: str, text: Text) -> None:
        super().__init__(f"{exercise}: {text.en}")
        self.exercise = exercise
        self.text = text
