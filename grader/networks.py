"""The networks of the milestones: which layers in which order, parameters at their start, data, optimizer.

Owns their sizes and what a score is. Refuses to run a layer (`borrowed`) and to train (`milestone`). The data is split
once and for all; only parameters and batches are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from exercises import datasets
from grader.descent import Adam, Plain, Rule
from grader.numgrad import Array

LOSS = "losses/softmax-cross-entropy"


@dataclass(frozen=True)
class Part:
    """One layer. Each row of what it is given has the shape `takes`, of what it gives the shape `gives`."""

    exercise: str
    takes: tuple[int, ...]
    gives: tuple[int, ...]
    params: Mapping[str, Array] = field(default_factory=dict)
    """Where they begin, by the name of the argument."""
    fixed: Mapping[str, int] = field(default_factory=dict)
    """Plain arguments: stride, pad, size."""
    states: Mapping[str, int] = field(default_factory=dict)
    """Arguments that are zeros of this width for every row."""
    steps: bool = False
    """A second axis stands for time and is kept; elsewhere every step is a row of its own."""

    def shape(self, given: tuple[int, ...]) -> tuple[int, ...]:
        """Of what it makes of an array of this shape."""
        return (*given[: 2 if self.steps else 1], *self.gives)


class Data(Protocol):
    """What a network learns from, and what it is measured on."""

    def batch(self, rng: np.random.Generator) -> tuple[Array, Array]:
        """Inputs and labels of one step."""

    def held_out(self) -> Iterator[tuple[Array, Array]]:
        """What is never trained on, in pieces no larger than a batch."""

    def marks(self, z: Array, labels: Array) -> Array:
        """What each row of logits is worth; the score is their mean."""


@dataclass(frozen=True)
class Network:
    """Everything that a training needs but the layers themselves."""

    parts: tuple[Part, ...]
    data: Data
    rule: Rule


class Digits:
    """The handwritten ones, so many a step; the score is the share that is read rightly."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._seen, self._unseen = datasets.digits_to_train(), datasets.digits_held_out()

    def batch(self, rng: np.random.Generator) -> tuple[Array, Array]:
        """Any of those to train on."""
        chosen = rng.integers(0, len(self._seen.labels), self._size)
        return self._seen.images[chosen], self._seen.labels[chosen]

    def held_out(self) -> Iterator[tuple[Array, Array]]:
        """In their order."""
        for at in range(0, len(self._unseen.labels), self._size):
            piece = slice(at, at + self._size)
            yield self._unseen.images[piece], self._unseen.labels[piece]

    def marks(self, z: Array, labels: Array) -> Array:
        """1 where the largest logit is the right one."""
        right: Array = z.argmax(axis=1) == labels
        return right


class Rhyme:
    """The House That Jack Built; the score is how many bits a letter of its last verse costs."""

    PIECES, LENGTH = 16, 24

    def __init__(self) -> None:
        text, alphabet = datasets.text(), datasets.alphabet()
        self._letters = np.array([alphabet.index(letter) for letter in text])
        self._first_unseen = text.rindex("this is")
        self.kinds = len(alphabet)

    def batch(self, rng: np.random.Generator) -> tuple[Array, Array]:
        """Pieces from anywhere before the last verse: each letter is to tell the next."""
        starts = rng.integers(0, self._first_unseen - self.LENGTH, (self.PIECES, 1))
        return self._asked(self._letters[starts + np.arange(self.LENGTH + 1)])

    def held_out(self) -> Iterator[tuple[Array, Array]]:
        """The last verse, in one piece."""
        yield self._asked(self._letters[None, self._first_unseen :])

    def marks(self, z: Array, labels: Array) -> Array:
        """-log2 of the probability that the right letter was given."""
        shifted = z - z.max(axis=1, keepdims=True)
        logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        bits: Array = -logp[np.arange(len(labels)), labels] / np.log(2)
        return bits

    def _asked(self, letters: Array) -> tuple[Array, Array]:
        return np.eye(self.kinds)[letters[:, :-1]], letters[:, 1:].reshape(-1)


def _dense(rng: np.random.Generator, takes: int, gives: int, gain: float = 2.0) -> Part:
    """He's scale, or with a gain of 1 Glorot's for what no ReLU follows."""
    w = rng.standard_normal((takes, gives)) * np.sqrt(gain / takes)
    return Part("layers/dense", (takes,), (gives,), {"w": w, "b": np.zeros(gives)})


def _relu(width: int) -> Part:
    return Part("activations/relu", (width,), (width,))


def digits_mlp(rng: np.random.Generator) -> Network:
    """64 → 64 → 10. Adam would forgive a gradient of the wrong size; plain descent does not."""
    return Network((_dense(rng, 64, 64), _relu(64), _dense(rng, 64, 10)), Digits(64), Plain(0.5))


def digits_cnn(rng: np.random.Generator) -> Network:
    """16 filters, halved, then 10."""
    filters, half = 16, 16 * 4 * 4
    start = {"w": rng.standard_normal((filters, 1, 3, 3)) * np.sqrt(2 / 9), "b": np.zeros(filters)}
    conv = Part("cnn/conv2d", (1, 8, 8), (filters, 8, 8), start, {"stride": 1, "pad": 1})
    pool = Part("cnn/maxpool", (filters, 8, 8), (filters, 4, 4), fixed={"size": 2, "stride": 2})
    return Network((conv, _relu(filters * 64), pool, _dense(rng, half, 10)), Digits(32), Adam(0.02, fades=True))


def text_lstm(rng: np.random.Generator) -> Network:
    """32 units; the forget gates begin half open, as is usual."""
    rhyme, units = Rhyme(), 32
    b = np.zeros(4 * units)
    b[units : 2 * units] = 1.0
    wx = rng.standard_normal((rhyme.kinds, 4 * units)) / np.sqrt(rhyme.kinds)
    wh = rng.standard_normal((units, 4 * units)) / np.sqrt(units)
    start, states = {"wx": wx, "wh": wh, "b": b}, {"h0": units, "c0": units}
    lstm = Part("sequence/lstm", (rhyme.kinds,), (units,), start, states=states, steps=True)
    return Network((lstm, _dense(rng, units, rhyme.kinds, gain=1.0)), rhyme, Adam(0.02))


NETWORKS: Mapping[str, Callable[[np.random.Generator], Network]] = {
    "digits-mlp": digits_mlp,
    "digits-cnn": digits_cnn,
    "text-lstm": text_lstm,
}
"""By the id of the milestone."""
