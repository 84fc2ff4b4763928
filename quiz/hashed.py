"""A number that follows from a text: the same on every machine and for ever, unlike Python's own hash.

Owns what is drawn without a random generator: a card's fuzz, the seed of a variant, the order of a mock interview.
"""

from __future__ import annotations

from hashlib import blake2b


def number(text: str) -> int:
    """Of 64 bits. The text may be anything: names in a log that was imported are."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
