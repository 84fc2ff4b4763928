"""What an exercise calls the sizes of its arrays, and what such a name is made of: 4H is four blocks of H.

Owns names of axes. Refuses to compare anything (`evidence`).
"""

from __future__ import annotations

import re

import numpy as np

from grader.draws import Draw
from grader.kinds import Layer
from grader.numgrad import Array

GATES = "ifgo"
SPACE = {("H", "W"), ("OH", "OW")}


def base(axis: str) -> str:
    """The size that an axis is made of: H of 4H."""
    return axis.lstrip("0123456789") or axis


def blocks(axis: str) -> int:
    """How many blocks an axis is made of: 4 of 4H, and 1 of H."""
    found = re.match(r"(\d+)[A-Za-z]", axis)
    return int(found[1]) if found else 1


def block_name(number: int, count: int) -> str:
    """i, f, g, o where there are four, as gates stand; else its number from 1."""
    return GATES[number] if count == len(GATES) else str(number + 1)


def cut(array: Array, count: int) -> Array:
    """The last axis cut into blocks: (rows, count, size)."""
    return array.reshape(-1, count, array.shape[-1] // count)


def sizes_of(layer: Layer, draw: Draw) -> dict[str, int]:
    """Every size that has a name in exercise.toml, and every plain whole number."""
    sizes: dict[str, int] = {}
    for argument in layer.forward.args:
        value = draw.case.args[argument.name]
        if isinstance(value, np.ndarray):
            sizes.update(zip(argument.shape, value.shape, strict=False))
        elif isinstance(value, int) and not isinstance(value, bool):
            sizes[argument.name] = value
    for output, right in zip(layer.forward.outputs, draw.right, strict=True):
        sizes.update(zip(output.shape, right.shape, strict=False))
    return {name: size for name, size in sizes.items() if not name.isdigit()}
