"""Texts as tokens: a word is one, a Chinese character is one; case, width and punctuation do not count.

Owns what counts as the same text to a search. A character a token: any piece of Chinese is found as a sequence, one
character of it as well, without a dictionary of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """`反向 pass of Batch-Norm` is 反, 向, pass, of, batch, norm."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if word.isascii():
            found.append(word)
        else:
            found += _split(word)
    return found


def spaced(text: str) -> str:
    """The tokens as the cache keeps them."""
    return " ".join(tokens(text))


def is_han(token: str) -> bool:
    """Whether it is a Chinese character. Compared, not matched: such a set takes 8 ms to compile at every start."""
    char = token[0]
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003fffd"


def _split(word: str) -> Iterator[str]:
    for han, chars in groupby(word, is_han):
        if han:
            yield from chars
        else:
            yield "".join(chars)
