"""How a card is named: `pack:topic/slug#drill`, in the log and in every JSON, for ever.

Owns the parts of that name. Refuses to know whether there is such a card (`bank`).
"""

from __future__ import annotations

CORE = "core"
"""Our own pack."""
OPEN = "open"
"""The drill that stands for the open question itself: `core:backprop/chain-rule#open`."""
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""What every part is made of."""


def pack_of(card: str) -> str:
    """The pack that a card is from."""
    return card.partition(":")[0]


def question_of(card: str) -> str:
    """`pack:topic/slug`: what siblings have in common."""
    return card.rpartition("#")[0]


def path_of(card: str) -> str:
    """`topic/slug`: the question's file, without its ending."""
    return question_of(card).partition(":")[2]


def topic_of(card: str) -> str:
    """The topic that a card belongs to."""
    return card.partition(":")[2].partition("/")[0]


def drill_of(card: str) -> str:
    """The drill's id within its question, or `open`."""
    return card.rpartition("#")[2]
