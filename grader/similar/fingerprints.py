"""What stands for the parts of a file: hashes of runs of tokens, thinned out by winnowing.

As in Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (2003): of every window
of WINDOW successive hashes the least is kept, the rightmost of several. Whatever LENGTH + WINDOW - 1 tokens two files
share, they share a fingerprint, and nothing shorter than LENGTH counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from grader.similar.tokens import Token

LENGTH = 6
WINDOW = 3


def hashes(found: Sequence[Token], length: int = LENGTH) -> list[int]:
    """Of every run of so many tokens; the same in every process, unlike Python's own."""
    texts = [token.text for token in found]
    return [_hash(" ".join(texts[at : at + length])) for at in range(len(texts) - length + 1)]


def winnowed(found: Sequence[int], window: int = WINDOW) -> frozenset[int]:
    """Those that are kept; all that there is of a file shorter than a window."""
    last = max(len(found) - window + 1, 1)
    return frozenset(min(part) for at in range(last) if (part := found[at : at + window]))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
