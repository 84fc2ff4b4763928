"""Which characters a pack may hold: a stranger's text is printed on the learner's terminal, which obeys some of them.

Owns the rule: no control characters but the line break and the tab. Refuses to mend: whoever reads a file says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> bool:
    """Whether a terminal only shows it."""
    return _CONTROL.search(text) is None


def unprintable(value: Any, key: str = "") -> Iterator[str]:
    """The dotted keys of all texts below `value`, as TOML gives it, that hold an escape sequence or its like."""
    if isinstance(value, str):
        if not printable(value):
            yield key
    elif isinstance(value, dict):
        for name, item in value.items():
            if printable(name):
                yield from unprintable(item, f"{key}.{name}".strip("."))
            else:
                yield key
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from unprintable(item, f"{key}.{i}")
